/* objects.h - the objects of ip(8).  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_OBJECTS_H
#define MINIP_OBJECTS_H

#include "words.h"

extern const struct object address_object, link_object, netns_object, route_object;
extern const struct object addrlabel_object;
extern const struct object nexthop_object;
extern const struct object neighbor_object;
extern const struct object monitor_object;
extern const struct object xfrm_object;
extern const struct object rule_object, mrule_object;
extern const struct object vrf_object;
extern const struct object tunnel_object;
extern const struct object stats_object;
extern const struct object tuntap_object;
extern const struct object token_object;
extern const struct object mroute_object;
extern const struct object ntable_object;
extern const struct object netconf_object;
extern const struct object maddress_object;
extern const struct object tcp_metrics_object, mptcp_object, fou_object, ila_object, sr_object, ioam_object, macsec_object, l2tp_object;
/* Of bridge(8). */
extern const struct object bridge_link_object;
extern const struct object bridge_fdb_object;
extern const struct object bridge_monitor_object;
extern const struct object bridge_mdb_object;
extern const struct object bridge_mst_object;
extern const struct object bridge_vlan_object;
extern const struct object bridge_vni_object;

/* All of ip(8), in the order in which an abbreviation is tried; ends with NULL. */
extern const struct object *const objects[];

/* "netns exec" turns this process into the command; a batch sets this, for lines follow. */
extern bool netns_exec_forks;

/* The object of this program that a word names, or NULL. */
const struct object *object_find(const char *word);

/* The program "rtmon": all its words; 0, or -1 with the error recorded. */
int rtmon_run(struct words *);

/* Reads and runs the lines of opt.batch; the exit status. */
int batch_run(void);
/* Writes the page of an object, or of "minip", on out (man.c); 0 or -1. */
int man_run(const char *name);
/* The words of the last command_run(). */
extern struct words command_words;
/* Runs one command line, without its global options; 0, or -1 with the error recorded. */
int command_run(int argc, char **argv);
/* Writes the recorded error to stderr, with what we add where it is wanted; its exit status. */
int command_report(const struct words *);

/* "Object "X" is unknown ..."; returns -1. */
int object_unknown(const char *word);
/* "ip help" on stderr; returns -1 with status 255. */
int usage_main(void);

/* Status with which an option says that nothing is left to do: no error, exit 0. */
#define OPTIONS_DONE 256

/* Reads global options; the index of the first word behind them, or -1 with the error recorded. */
int options_read(int argc, char **argv);

#endif
