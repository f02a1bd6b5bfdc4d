/* report.c - an error on stderr: ip's first line, then what we add to it.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hint.h"
#include "objects.h"
#include "options.h"
#include "program.h"

static const char *file;
static int line;

void report_where(const char *name, int number)
{
	file = name;
	line = number;
}

/* ---- the command line with a caret under the word ---- */
static size_t columns_of(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

/* A word as it can be shown: one without letters has quotes, control characters have a stand-in. */
static const char *shown(const char *word, char buf[256])
{
	size_t n = 0;

	if (!*word)
		return "\"\"";
	for (; *word && n < 255; word++)
		buf[n++] = (unsigned char)*word < ' ' || *word == 127 ? '?' : *word;
	buf[n] = '\0';
	return buf;
}

/* How wide a word is, with the blank before it; behind the last word there is the caret's own place. */
static size_t width_of(const struct words *w, int i)
{
	char buf[256];

	return 1 + (i < w->n ? columns_of(shown(w->v[i], buf)) : 1);
}

static void repeat(struct out *o, const char *text, size_t n)
{
	while (n--)
		out_text(o, text, "");
}

/* Words from first on, as far as there is room; the carets stand below the one at fault. */
static void caret_lines(struct out *o, size_t column, const struct words *w, int first, int word, size_t width)
{
	size_t at = column;
	char buf[256];

	for (int i = first; i < w->n; i++) {
		if (i > word && column + width_of(w, i) + strlen(" ...") > width) {
			out_text(o, " ...", "");
			break;
		}
		out_text(o, " %s", shown(w->v[i], buf));
		column += width_of(w, i);
		if (i < word)
			at = column;
	}
	out_text(o, "\n", "");
	repeat(o, " ", at + 1);
	repeat(o, "^", width_of(w, word) - 1);
	out_text(o, "\n", "");
}

/* Words on the left go until the one at fault is within the width of the terminal. */
static void caret(struct out *o, const struct words *w, int word)
{
	size_t width = out_width(&err), column;
	char head[300];
	const size_t room = sizeof(head) - sizeof(" ...");
	int first = 0;

	if (file)
		snprintf(head, room, "  %s:%d:", file, line);
	else
		snprintf(head, room, "  %s", opt.program);
	column = columns_of(head);
	for (int i = 0; i <= word; i++)
		column += width_of(w, i);
	for (; first < word && column + strlen(" ... ...") > width; first++)
		column -= width_of(w, first);
	if (first)
		strcat(head, " ...");
	out_text(o, "%s", head);
	caret_lines(o, columns_of(head), w, first, word, width);
}

/* ---- what the kernel said ---- */
#define CODE(c) { c, #c }
static const struct name codes[] = {
	CODE(EPERM), CODE(ENOENT), CODE(ESRCH), CODE(ENXIO), CODE(E2BIG), CODE(EAGAIN), CODE(ENOMEM), CODE(EACCES),
	CODE(EBUSY), CODE(EEXIST), CODE(EXDEV), CODE(ENODEV), CODE(EINVAL), CODE(ENOSPC), CODE(ERANGE), CODE(ELOOP),
	CODE(EMSGSIZE), CODE(EPROTONOSUPPORT), CODE(EOPNOTSUPP), CODE(EAFNOSUPPORT), CODE(EADDRINUSE),
	CODE(EADDRNOTAVAIL), CODE(ENETDOWN), CODE(ENETUNREACH), CODE(EHOSTUNREACH), CODE(ENOBUFS), CODE(EISCONN),
	CODE(ENOTCONN), CODE(EALREADY), CODE(EOVERFLOW), CODE(EMLINK), CODE(EDOM), CODE(ENFILE), CODE(ENOTTY),
	{ 0, NULL },
};

static const char *code_name(int code)
{
	for (const struct name *c = codes; c->name; c++)
		if ((int)c->value == code)
			return c->name;
	return "";
}

/* "at least 68, at most 65535"; "" when the kernel told no limits. */
static const char *limits(const struct nl_error *e, char *buf, size_t size)
{
	const struct {
		int type;
		const char *before, *after;
		uint64_t value;
		bool is_signed;
	} parts[] = {
		{ NL_POLICY_TYPE_ATTR_MIN_VALUE_U, "at least ", "", e->policy.umin, false },
		{ NL_POLICY_TYPE_ATTR_MAX_VALUE_U, "at most ", "", e->policy.umax, false },
		{ NL_POLICY_TYPE_ATTR_MIN_VALUE_S, "at least ", "", e->policy.min, true },
		{ NL_POLICY_TYPE_ATTR_MAX_VALUE_S, "at most ", "", e->policy.max, true },
		{ NL_POLICY_TYPE_ATTR_MIN_LENGTH, "at least ", " bytes", e->policy.min_length, false },
		{ NL_POLICY_TYPE_ATTR_MAX_LENGTH, "at most ", " bytes", e->policy.max_length, false },
		{ NL_POLICY_TYPE_ATTR_MASK, "only bits of 0x", "", e->policy.mask, false },
	};
	size_t n = 0;

	*buf = '\0';
	for (size_t i = 0; e->has_policy && i < sizeof(parts) / sizeof(parts[0]) && n < size; i++) {
		if (!(e->policy.has & 1u << parts[i].type))
			continue;
		n += snprintf(buf + n, size - n, "%s%s", n ? ", " : "", parts[i].before);
		if (n < size)
			n += snprintf(buf + n, size - n, parts[i].type == NL_POLICY_TYPE_ATTR_MASK ? "%" PRIx64 "%s" :
				      parts[i].is_signed ? "%" PRId64 "%s" : "%" PRIu64 "%s", parts[i].value, parts[i].after);
	}
	return buf;
}

static const char *attribute_of(const struct row *r)
{
	return !r ? "" : r->name ? r->name : "";
}

static const char *keyword_of(const struct failure *f, const struct row *r, char plain[WORD_MAX])
{
	return r && row_word(r, f->q.space) ? row_called(r, f->q.space, plain) : "";
}

/* What is known besides the first line: each part once, as text or as a member of the JSON object. */
static void kernel_parts(struct out *o, const struct failure *f)
{
	const char *separator = "  kernel: ";
	char plain[WORD_MAX], buf[256];
	const struct {
		const char *key, *label, *value;
	} parts[] = {
		{ "errno", "", code_name(f->kernel.code) },
		{ "kernel", NULL, f->kernel.message },
		{ "attribute", "attribute ", attribute_of(f->row) },
		{ "policy", "it takes ", limits(&f->kernel, buf, sizeof(buf)) },
		{ "missing_attribute", "it needs ", attribute_of(f->missing) },
		{ "missing", "said by ", keyword_of(f, f->missing, plain) },
	};

	for (size_t i = 0; f->kernel.code && i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (!*parts[i].value)
			continue;
		out_string(o, parts[i].key, NULL, parts[i].value);
		if (!parts[i].label)
			continue;
		out_text(o, "%s", separator);
		out_text(o, "%s", parts[i].label);
		out_text(o, "%s", parts[i].value);
		separator = ", ";
	}
	if (f->kernel.code)
		out_text(o, *separator == ',' ? "\n" : "", "");
}

/* ---- the whole ---- */
static void report_json(const struct error *e, const struct words *w)
{
	struct out o = { .buf = NULL };

	if (!e->text[0] && !e->hint[0])
		return;
	out_init_plain(&o, STDERR_FILENO);
	o.json = true;
	out_open(&o, NULL, '{');
	out_string(&o, "error", NULL, e->text);
	out_unsigned(&o, "status", NULL, e->status);
	if (file) {
		out_string(&o, "file", NULL, file);
		out_unsigned(&o, "line", NULL, line);
	}
	if (w && e->word >= 0) {
		out_string(&o, "word", NULL, e->word < w->n ? w->v[e->word] : "");
		out_unsigned(&o, "index", NULL, e->word);
	}
	kernel_parts(&o, request_failure());
	if (e->hint[0])
		out_string(&o, "hint", NULL, e->hint);
	out_close(&o);
	out_bytes(&o, "\n", 1);
	out_flush(&o);
	out_free(&o);
}

static void report_text(const struct error *e, const struct words *w, bool explains)
{
	if (e->text[0]) {
		out_bytes(&err, e->text, strlen(e->text));
		out_bytes(&err, "\n", 1);
	}
	if (explains && w && e->word >= 0)
		caret(&err, w, e->word);
	if (explains)
		kernel_parts(&err, request_failure());
	if (explains && e->hint[0])
		out_wrapped(&err, "  hint: ", e->hint);
}

/* The first line is ip's; what we add comes after it, and only where a person reads it. */
int command_report(const struct words *w)
{
	static const struct words nothing = { .n = 0 };
	const struct error *e = error_last();
	bool explains = opt.explain || isatty(STDERR_FILENO);

	out_flush(&out);
	out_flush(&err);
	explain_quiet(true);
	if (explains)
		hint_find(w ? w : &nothing);
	explain_quiet(false);
	if (explains && opt.json)
		report_json(e, w);
	else
		report_text(e, w, explains);
	out_flush(&err);
	return program->failed && e->status <= 2 ? program->failed : e->status;
}
