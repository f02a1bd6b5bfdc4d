/* options.c - reads the global options.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "../include/netns.h"
#include "objects.h"
#include "options.h"
#include "out.h"
#include "program.h"
#include "scan.h"

#include "config.h"

static int read_loops(const char *argument)
{
	int64_t value;

	/* ip(8) reads it with atoi(): what is no number is 0, no bound. */
	opt.loops = scan_signed(argument, 10, INT32_MIN, INT32_MAX, &value) < 0 ? 0 : value;
	return 0;
}

static const struct {
	const char *word;
	int family;
} families[] = {
	{ "inet", AF_INET }, { "inet6", AF_INET6 }, { "link", AF_PACKET }, { "mpls", AF_MPLS }, { "bridge", AF_BRIDGE },
};

static int read_family(const char *argument)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (!strcmp(families[i].word, argument)) {
			opt.family = families[i].family;
			return 0;
		}
	if (!strcmp(argument, "help"))
		return usage_main();
	return fail(255, "Error: argument \"%s\" is wrong: invalid protocol family", argument);
}

static int read_inet(const char *a) { (void)a; opt.family = AF_INET; return 0; }
static int read_inet6(const char *a) { (void)a; opt.family = AF_INET6; return 0; }
static int read_link(const char *a) { (void)a; opt.family = AF_PACKET; return 0; }
static int read_mpls(const char *a) { (void)a; opt.family = AF_MPLS; return 0; }
static int read_bridge(const char *a) { (void)a; opt.family = AF_BRIDGE; return 0; }
static int read_brief(const char *a) { (void)a; opt.brief = true; return 0; }
static int read_json(const char *a) { (void)a; opt.json = true; return 0; }
static int read_pretty(const char *a) { (void)a; opt.pretty = true; return 0; }
static int read_force(const char *a) { (void)a; opt.force = true; return 0; }
static int read_all(const char *a) { (void)a; opt.all = true; return 0; }
static int read_explain(const char *a) { (void)a; opt.explain = true; return 0; }
static int read_dry_run(const char *a) { (void)a; opt.dry_run = opt.explain = true; return 0; }
static int read_complete(const char *a) { (void)a; opt.complete = true; return 0; }
/* No listing of bridge(8) that there is has ranges of VLANs to compress. */
static int read_nothing(const char *a) { (void)a; return 0; }
static int read_help(const char *a) { (void)a; return usage_main(); }

static int read_short_time(const char *a)
{
	(void)a;
	opt.timestamp++;
	opt.timestamp_short = true;
	return 0;
}

/* Scripts look for "iproute2-": it says which behaviour this is. */
static int read_version(const char *a)
{
	(void)a;
	out_init_plain(&out, STDOUT_FILENO);
	out_text(&out, program->version, "");
	out_text(&out, ", minip %s\n", PACKAGE_VERSION);
	return fail(OPTIONS_DONE, "%s", "");
}

static int read_batch(const char *argument)
{
	opt.batch = argument;
	return 0;
}

static int read_rcvbuf(const char *argument)
{
	uint64_t value;

	if (scan_unsigned(argument, 0, UINT32_MAX, &value) < 0)
		return fail(255, "Invalid rcvbuf size '%s'", argument);
	opt.rcvbuf = value;
	return 0;
}

static int read_netns(const char *argument)
{
	return netns_enter(argument);
}

/* The order decides what an abbreviation means: "-b" is -batch, "-br" -brief. */
const struct option ip_options[] = {
	{ "-[loops]", "loop count", read_loops, NULL },
	{ "-f[amily]", "family type", read_family, NULL },
	{ "-4", NULL, read_inet, NULL },
	{ "-6", NULL, read_inet6, NULL },
	{ "-0", NULL, read_link, NULL },
	{ "-M", NULL, read_mpls, NULL },
	{ "-B", NULL, read_bridge, NULL },
	{ "-h[uman]|-human-[readable]", NULL, NULL, &opt.human },
	{ "-i[ec]", NULL, NULL, &opt.iec },
	{ "-s[tats]|-stati[stics]", NULL, NULL, &opt.stats },
	{ "-d[etails]", NULL, NULL, &opt.details },
	{ "-r[esolve]", NULL, NULL, &opt.resolve },
	{ "-o[neline]", NULL, NULL, &opt.oneline },
	{ "-t[imestamp]", NULL, NULL, &opt.timestamp },
	{ "-ts[hort]", NULL, read_short_time, NULL },
	{ "-V[ersion]", NULL, read_version, NULL },
	{ "-fo[rce]", NULL, read_force, NULL },
	{ "-b[atch]", "batch file", read_batch, NULL },
	{ "-br[ief]", NULL, read_brief, NULL },
	{ "-j[son]", NULL, read_json, NULL },
	{ "-p[retty]", NULL, read_pretty, NULL },
	{ "-rc[vbuf]", "rcvbuf size", read_rcvbuf, NULL },
	{ "-he[lp]", NULL, read_help, NULL },
	{ "-n[etns]", "NETNS", read_netns, NULL },
	{ "-N[umeric]", NULL, NULL, &opt.numeric },
	{ "-a[ll]", NULL, read_all, NULL },
	{ "-echo", NULL, NULL, &opt.echo },
	{ "-explain", NULL, read_explain, NULL },
	{ "-dry-run", NULL, read_dry_run, NULL },
	{ "-complete", NULL, read_complete, NULL },
	{ NULL, NULL, NULL, NULL },
};

const struct option bridge_options[] = {
	{ "-[help]", NULL, read_help, NULL },
	{ "-V[ersion]", NULL, read_version, NULL },
	{ "-s[tats]|-stati[stics]", NULL, NULL, &opt.stats },
	{ "-d[etails]", NULL, NULL, &opt.details },
	{ "-o[neline]", NULL, NULL, &opt.oneline },
	{ "-t[imestamp]", NULL, NULL, &opt.timestamp },
	{ "-f[amily]", "family type", read_family, NULL },
	{ "-fo[rce]", NULL, read_force, NULL },
	{ "-4", NULL, read_inet, NULL },
	{ "-6", NULL, read_inet6, NULL },
	{ "-n[etns]", "NETNS", read_netns, NULL },
	{ "-j[son]", NULL, read_json, NULL },
	{ "-p[retty]", NULL, read_pretty, NULL },
	{ "-b[atch]", "batch file", read_batch, NULL },
	{ "-com[pressvlans]", NULL, read_nothing, NULL },
	{ "-explain", NULL, read_explain, NULL },
	{ "-dry-run", NULL, read_dry_run, NULL },
	{ "-complete", NULL, read_complete, NULL },
	{ NULL, NULL, NULL, NULL },
};

/* -c, -color, -color=always ...; false: it is no colour option. */
static bool is_color(const char *word)
{
	static const struct {
		const char *word;
		enum color_mode mode;
	} modes[] = { { "always", COLOR_ALWAYS }, { "auto", COLOR_AUTO }, { "never", COLOR_NEVER } };
	const char *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : strlen(word);

	if (n < 2 || n > strlen("-color") || strncmp(word, "-color", n))
		return false;
	if (!equals || !equals[1]) {
		opt.color = COLOR_ALWAYS;
		return true;
	}
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++)
		if (!strcmp(modes[i].word, equals + 1)) {
			opt.color = modes[i].mode;
			return true;
		}
	return false;
}

static const struct option *find_option(const char *word)
{
	for (const struct option *o = program->options; o->word; o++)
		if (word_matches(o->word, word))
			return o;
	return NULL;
}

static int read_option(int argc, char **argv, int *i)
{
	const char *word = argv[*i], *argument = NULL;
	const struct option *o;

	if (word[0] == '-' && word[1] == '-')
		word++;
	if (is_color(word))
		return 0;
	o = find_option(word);
	if (!o)
		return fail(255, "Option \"%s\" is unknown, try \"%s %s\".", word, opt.program,
			    program->help);
	if (o->missing) {
		if (++*i >= argc)
			return fail(255, "Error: argument \"%s\" is required", o->missing);
		argument = argv[*i];
	}
	if (o->read)
		return o->read(argument);
	++*(int *)o->counter;
	return 0;
}

int options_read(int argc, char **argv)
{
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		if (!strcmp(argv[i], "--"))
			return i + 1;
		if (read_option(argc, argv, &i) < 0) {
			error_blame(i - 1);
			return -1;
		}
	}
	return i;
}
