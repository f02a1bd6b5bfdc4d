/* program.c - ip(8) and bridge(8): their objects and options.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "program.h"

#include <string.h>

#include "objects.h"
#include "options.h"

static const struct object *const bridge_objects[] = {
	&bridge_link_object,
	&bridge_fdb_object,
	&bridge_mdb_object,
	&bridge_mst_object,
	&bridge_vlan_object,
	&bridge_vni_object,
	&bridge_monitor_object,
	NULL,
};

static const struct object *const no_objects[] = { NULL };

const struct program programs[] = {
	{
		.name = "ip", .version = "ip utility, iproute2-7.1.0", .objects = objects, .options = ip_options,
		.help = "-help",
		.synopsis =
		"       OPTIONS := {{ -V[ersion] | -s[tatistics] | -d[etails] | -r[esolve] |\n"
		"                    -h[uman-readable] | -iec | -j[son] | -p[retty] |\n"
		"                    -f[amily] {{ inet | inet6 | mpls | bridge | link } |\n"
		"                    -4 | -6 | -M | -B | -0 | -l[oops] {{ maximum-addr-flush-attempts } |\n"
		"                    -echo | -br[ief] | -o[neline] | -t[imestamp] | -ts[hort] |\n"
		"                    -b[atch] [filename] | -rc[vbuf] [size] | -n[etns] name |\n"
		"                    -N[umeric] | -a[ll] | -c[olor] | -explain | -dry-run}\n",
	}, {
		/* bridge(8) ends with 255 whatever went wrong. */
		.name = "bridge", .version = "bridge utility, 7.1.0", .objects = bridge_objects,
		.options = bridge_options, .help = "help", .failed = 255,
		.synopsis =
		"       OPTIONS := {{ -V[ersion] | -s[tatistics] | -d[etails] | -o[neline] |\n"
		"                    -t[imestamp] | -n[etns] name | -c[olor] | -j[son] | -p[retty] |\n"
		"                    -b[atch] [filename] | -force | -compressvlans | -explain | -dry-run}\n",
	}, {
		.name = "rtmon", .objects = no_objects, .run = rtmon_run,
	},
	{ .name = NULL },
};

const struct program *program = programs;

bool program_is_minip(void)
{
	return !strcmp(opt.program, "minip");
}

void program_pick(const char *name)
{
	program = programs;
	for (const struct program *p = programs; p->name; p++)
		if (!strcmp(p->name, name))
			program = p;
}

const char *program_in_help(void)
{
	return program->name && !strcmp(program->name, "bridge") ? program->name : "ip";
}
