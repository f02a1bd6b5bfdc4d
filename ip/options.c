/* options.c - reads the global options.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "error.h"
#include "guide.h"
#include "../include/netns.h"
#include "objects.h"
#include "options.h"
#include "out.h"
#include "program.h"
#include "scan.h"
#include "schema.h"

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

static int read_help(const char *a)
{
	(void)a;
	if (!program_is_minip())
		return usage_main();
	out_init_plain(&out, STDOUT_FILENO);
	guide_run(0, NULL);
	return fail(OPTIONS_DONE, "%s", "");
}

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

static int read_man(const char *argument)
{
	opt.man = argument;
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

/* Who may not enter it can still complete words, but not names of what is in there. */
static int read_netns(const char *argument)
{
	int ret = netns_enter(argument);

	if (ret == 0 || !opt.complete)
		return ret;
	error_clear();
	opt.blind = true;
	return 0;
}

/* A shell that completes shows no errors. */
static int read_complete(const char *argument)
{
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	(void)argument;
	opt.complete = true;
	if (null >= 0)
		dup2(null, STDERR_FILENO);
	return 0;
}

/* ---- completion ---- */
static void offer_families(struct words *w)
{
	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		complete_offer(w, families[i].word, NULL);
}

static void offer_files(struct words *w)
{
	(void)w;
	complete_shell("files", 0);
}

#define OPTION(w, f, h)		{ .word = (w), .read = (f), .help = (h) }
#define COUNTS(w, c, h)		{ .word = (w), .counter = &opt.c, .help = (h) }
#define TAKES(w, m, f, a, h, o)	{ .word = (w), .missing = (m), .read = (f), .arg = (a), .help = (h), .offer = (o) }

#define STATS	COUNTS("-s[tats]|-stati[stics]", stats, "lists counters too; twice: more of them")
#define DETAILS	COUNTS("-d[etails]", details, "lists what is seldom asked for")
#define ONELINE	COUNTS("-o[neline]", oneline, "one line a record; a backslash stands for each break")
#define TIME	COUNTS("-t[imestamp]", timestamp, "monitors tell the time")
#define VERSION	OPTION("-V[ersion]", read_version, "says which version this is")
#define FORCE	OPTION("-fo[rce]", read_force, "a batch goes on behind a line that failed")
#define FAMILY	TAKES("-f[amily]", "family type", read_family, "FAMILY", "the family of addresses: inet, inet6, mpls, bridge, link", offer_families)
#define INET	OPTION("-4", read_inet, "short for -family inet")
#define INET6	OPTION("-6", read_inet6, "short for -family inet6")
#define NETNS	TAKES("-n[etns]", "NETNS", read_netns, "NETNS", "works in this network namespace", complete_netns)
#define JSON	OPTION("-j[son]", read_json, "lists as JSON")
#define PRETTY	OPTION("-p[retty]", read_pretty, "breaks and indents JSON")
#define BATCH	TAKES("-b[atch]", "batch file", read_batch, "FILE", "runs the lines of a file, - for standard input", offer_files)
#define EXPLAIN	OPTION("-explain", read_explain, "shows each netlink message and the words that it came from, on stderr")
#define DRY_RUN	OPTION("-dry-run", read_dry_run, "shows what would be sent, changes nothing")
#define COMPLETE	OPTION("-complete", read_complete, "lists what the last word could be; shells ask so")

/* The order decides what an abbreviation means: "-b" is -batch, "-br" -brief. */
const struct option ip_options[] = {
	TAKES("-[loops]", "loop count", read_loops, "COUNT", "most rounds of an address flush; 0: no bound", NULL),
	FAMILY, INET, INET6,
	OPTION("-0", read_link, "short for -family link"),
	OPTION("-M", read_mpls, "short for -family mpls"),
	OPTION("-B", read_bridge, "short for -family bridge"),
	COUNTS("-h[uman]|-human-[readable]", human, "numbers with units"),
	COUNTS("-i[ec]", iec, "units of 1024 (with -human)"),
	STATS, DETAILS,
	COUNTS("-r[esolve]", resolve, "names of hosts instead of addresses"),
	ONELINE, TIME,
	OPTION("-ts[hort]", read_short_time, "the same, in a shorter form"),
	VERSION, FORCE, BATCH,
	OPTION("-br[ief]", read_brief, "lists the essentials as a table"),
	JSON, PRETTY,
	TAKES("-rc[vbuf]", "rcvbuf size", read_rcvbuf, "BYTES", "size of the buffer for what the kernel sends", NULL),
	OPTION("-he[lp]", read_help, "says what can be said"),
	NETNS,
	COUNTS("-N[umeric]", numeric, "numbers instead of names"),
	OPTION("-a[ll]", read_all, "all namespaces (netns)"),
	COUNTS("-echo", echo, "shows what the kernel made of a change"),
	EXPLAIN, DRY_RUN, COMPLETE,
	TAKES("-man", "object", read_man, "OBJECT", "writes what the manual's page of an object says of its words", NULL),
	{ .word = NULL },
};

const struct option bridge_options[] = {
	OPTION("-[help]", read_help, "says what can be said"),
	VERSION, STATS, DETAILS, ONELINE, TIME, FAMILY, FORCE, INET, INET6, NETNS, JSON, PRETTY, BATCH,
	COUNTS("-com[pressvlans]", compress_vlans, "ranges of VLANs instead of each"),
	EXPLAIN, DRY_RUN, COMPLETE,
	{ .word = NULL },
};

static const struct {
	const char *word;
	enum color_mode mode;
} modes[] = { { "always", COLOR_ALWAYS }, { "auto", COLOR_AUTO }, { "never", COLOR_NEVER } };

/* -c, -color, -color=always ...; false: it is no colour option. */
static bool is_color(const char *word)
{
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

/* The last word begins with a hyphen, or is the argument of the option before it. */
static int offer_options(int argc, char **argv, const struct option *of)
{
	struct words w = { .v = argv, .n = argc, .i = argc - 1, .completing = true };
	/* "--json" is "-json". */
	bool twice = !strncmp(argv[argc - 1], "--", 2);
	char word[WORD_MAX + 1] = "-", *plain = word + 1;
	const char *help = "colours: always, auto, never";

	out_init_plain(&out, STDOUT_FILENO);
	if (of && of->offer)
		of->offer(&w);
	if (of)
		return fail(OPTIONS_DONE, "%s", "");
	strcpy(plain, "-color");
	complete_offer(&w, plain - twice, help);
	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		strcpy(plain, "-color=");
		strcat(plain, modes[i].word);
		complete_offer(&w, plain - twice, help);
	}
	for (const struct option *o = program->options; o->word; o++) {
		word_plain(o->word, plain);
		complete_offer(&w, plain - twice, o->help);
	}
	return fail(OPTIONS_DONE, "%s", "");
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
		if (opt.complete && *i == argc - 1)
			return offer_options(argc, argv, o);
	}
	if (opt.complete && (o->read == read_version || o->read == read_help))
		return 0;
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
		if (opt.complete && i == argc - 1)
			return offer_options(argc, argv, NULL);
		if (read_option(argc, argv, &i) < 0) {
			error_blame(i - 1);
			return -1;
		}
	}
	return i;
}
