/* options.h - what the global options of a command line say.  SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef MINIP_OPTIONS_H
#define MINIP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum color_mode { COLOR_UNSAID, COLOR_NEVER, COLOR_AUTO, COLOR_ALWAYS };

/*
 * One instance, filled by main() before any object runs, read by everyone.
 * Counters tell how often an option was given: -s -s is 2.
 */
struct options {
	const char *program;	/* as invoked, without the path: "ip", "minip" */
	int family;		/* AF_UNSPEC, or what -family, -4, -6, -0, -M, -B said */
	int stats, details, human, iec, resolve, oneline, timestamp, numeric, echo, compress_vlans;
	bool timestamp_short, brief, json, pretty, force, all;
	enum color_mode color;
	int loops;		/* -loops: greatest number of rounds of an address flush; 0: no bound */
	uint32_t rcvbuf;	/* -rcvbuf: bytes of a socket's receive buffer; 0: what suits the socket */
	const char *batch;	/* -batch: file name, "-" for standard input; NULL: none */
	bool explain;		/* show each netlink message, with the words it came from */
	bool dry_run;		/* build, but send nothing that changes state */
	const char *man;	/* -man: write the manual page of this object, or of "minip"; NULL: do not */
	bool complete;		/* --complete: offer words for the last one instead of running */
	bool blind;		/* ... and nothing of what the kernel has: it is another namespace's */
};

extern struct options opt;

/* Puts the defaults of ip(8) into opt; program is argv[0] (not copied). */
void options_reset(const char *program);

#endif
