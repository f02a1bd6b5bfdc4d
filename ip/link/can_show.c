/* can_show.c - what a CAN controller shows that is more than a value.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "can.h"
#include "compat.h"
#include "types.h"

/* ---- the sample point: a fraction of the bit, thousandths in the kernel ---- */
static int scan_point(struct request *q, const struct row *r, const char *word, struct item *i)
{
	char *end;
	float point = strtof(word, &end);

	(void)q;
	(void)r;
	if (!*word || *end || !isfinite(point) || point < 0 || point > UINT32_MAX / 1000)
		return SCAN_BAD;
	item_set_number(i, (uint32_t)(point * 1000));
	return 0;
}

/* Five characters, as ip(8) has it. */
static void print_point(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	uint32_t point = payload_number(data, sizeof(point), false);
	char *p = format_unsigned(l->buf, point / 1000);

	(void)v;
	(void)r;
	(void)size;
	*p++ = '.';
	*p++ = '0' + point % 1000 / 100;
	*p++ = '0' + point % 100 / 10;
	*p++ = '0' + point % 10;
	l->buf[5] = '\0';
	literal_string(l, l->buf);
}

const struct type type_can_point = { .name = "u32", .arg = "FRACTION", .size = 4, .scan = scan_point,
				     .print = print_point };

/* ---- modes ---- */
static const struct name modes[] = {
	{ CAN_CTRLMODE_LOOPBACK, "LOOPBACK" }, { CAN_CTRLMODE_LISTENONLY, "LISTEN-ONLY" },
	{ CAN_CTRLMODE_3_SAMPLES, "TRIPLE-SAMPLING" }, { CAN_CTRLMODE_ONE_SHOT, "ONE-SHOT" },
	{ CAN_CTRLMODE_BERR_REPORTING, "BERR-REPORTING" }, { CAN_CTRLMODE_FD, "FD" },
	{ CAN_CTRLMODE_FD_NON_ISO, "FD-NON-ISO" }, { CAN_CTRLMODE_PRESUME_ACK, "PRESUME-ACK" },
	{ CAN_CTRLMODE_CC_LEN8_DLC, "CC-LEN8-DLC" }, { CAN_CTRLMODE_TDC_AUTO, "TDC-AUTO" },
	{ CAN_CTRLMODE_TDC_MANUAL, "TDC-MANUAL" }, { CAN_CTRLMODE_RESTRICTED, "RESTRICTED" },
	{ CAN_CTRLMODE_XL, "XL" }, { CAN_CTRLMODE_XL_TDC_AUTO, "XL-TDC-AUTO" },
	{ CAN_CTRLMODE_XL_TDC_MANUAL, "XL-TDC-MANUAL" }, { CAN_CTRLMODE_XL_TMS, "TMS" }, { 0, NULL }
};

static void show_modes(struct out *o, const char *key, uint32_t bits)
{
	if (bits)
		show_flags(o, key, modes, bits, NULL, NULL);
}

static bool nest_of(struct view *in, const struct view *v, uint16_t attr)
{
	const struct row *r = table_attr(v->table, attr);
	const struct nlattr *a = view_attr(v, attr);

	return a && !view_nest(in, r->table, mnl_attr_get_payload(a), mnl_attr_get_payload_len(a), v);
}

/* JSON also tells what the controller can do, and what it cannot do without. */
void can_show_mode(struct out *o, const struct row *r, const struct view *v)
{
	const struct can_ctrlmode *mode = view_struct(v, r->attr, sizeof(*mode));
	struct view ext;
	uint32_t able;

	if (!mode)
		return;
	show_modes(o, r->json, mode->flags);
	if (!o->json || !nest_of(&ext, v, IFLA_CAN_CTRLMODE_EXT) ||
	    !view_attr(&ext, IFLA_CAN_CTRLMODE_SUPPORTED))
		return;
	able = view_u32(&ext, IFLA_CAN_CTRLMODE_SUPPORTED);
	show_modes(o, "ctrlmode_supported", able);
	show_modes(o, "ctrlmode_static", mode->flags & ~able);
}

void can_show_errors(struct out *o, const struct row *r, const struct view *v)
{
	const struct can_berr_counter *errors = view_struct(v, r->attr, sizeof(*errors));

	if (!errors)
		return;
	out_open(o, r->json, '{');
	out_unsigned(o, "tx", "(berr-counter tx %s ", errors->txerr);
	out_unsigned(o, "rx", "rx %s) ", errors->rxerr);
	out_close(o);
}

/* ---- ranges: "1..4" and {"min":1,"max":4}; ip(8) takes them for signed in text only ---- */
static void show_range(struct out *o, const char *key, const char *text, uint32_t min, uint32_t max)
{
	char buf[FORMAT_MAX];

	format_signed(format_string(format_signed(buf, (int32_t)min), ".."), (int32_t)max);
	out_text(o, text, buf);
	out_open(o, key, '{');
	out_unsigned(o, "min", NULL, min);
	out_unsigned(o, "max", NULL, max);
	out_close(o);
}

/* Two fields of the struct, or from row->min to one. */
static void show_limits(struct out *o, const struct row *r, const struct view *v)
{
	uint32_t pair[2];

	memcpy(pair, (const char *)v->header + r->offset, r->min ? sizeof(pair[0]) : sizeof(pair));
	show_range(o, r->json, r->text, r->min ? (uint32_t)r->min : pair[0], pair[r->min ? 0 : 1]);
}

/* ---- delays and pulses: nests of the controller, shown inside the timing of their phase ---- */
enum { LIMITS = 1, VALUES = 7, COUNT = 3 };	/* three pairs of limits, then the three values */

static void show_values(struct out *o, const struct row *r, const struct view *v)
{
	struct view in;

	if (!nest_of(&in, v->up, r->attr))
		return;
	if (!view_attr(&in, VALUES) && !view_attr(&in, VALUES + 1) && !view_attr(&in, VALUES + 2))
		return;
	out_text(o, "\n\t ", "");
	out_open(o, r->json, '{');
	show_rows(o, &in);
	out_close(o);
}

static void show_value_limits(struct out *o, const struct row *r, const struct view *v)
{
	struct view in;

	if (!nest_of(&in, v->up, r->attr))
		return;
	out_text(o, "\n\t ", "");
	out_open(o, r->json, '{');
	for (int n = 0; n < COUNT; n++) {
		const struct row *value = table_attr(in.table, VALUES + n);
		const char *key = value->json;
		uint16_t min = LIMITS + 2 * n, max = min + 1;

		if (view_attr(&in, min) && view_attr(&in, max))
			show_range(o, key + (*key == ' '), value->text, view_u32(&in, min),
				   view_u32(&in, max));
	}
	out_close(o);
}

/* ---- structs ---- */
static const struct type type_controller = { .name = "string", .size = 16, .print = type_print_string };

#define TIME(f, x, label)	HEADER(can_bittiming, f, u32, .text = x label " %s", .json = #f)
#define TIMING_ROWS(x) \
	TIME(bitrate, "\n\t  " x, "bitrate"), \
	HEADER(can_bittiming, sample_point, can_point, .text = " " x "sample-point %s", .json = "sample_point"), \
	TIME(tq, "\n\t  " x, "tq"), TIME(prop_seg, " " x, "prop-seg"), TIME(phase_seg1, " " x, "phase-seg1"), \
	TIME(phase_seg2, " " x, "phase-seg2"), TIME(sjw, " " x, "sjw"), TIME(brp, " " x, "brp")
#define LIMIT(f, x, key, ...) \
	HEADER(can_bittiming_const, f, u32, .text = " " x key " %s", .json = key, .show = show_limits, __VA_ARGS__)
#define CONSTANT_ROWS(x) \
	HEADER(can_bittiming_const, name, controller, .text = "\n\t  %s:", .json = "name"), \
	LIMIT(tseg1_min, x, "tseg1"), LIMIT(tseg2_min, x, "tseg2"), LIMIT(sjw_max, x, "sjw", .min = 1), \
	LIMIT(brp_min, x, "brp"), \
	HEADER(can_bittiming_const, brp_inc, u32, .text = " " x "brp_inc %s", .json = "brp_inc")
#define NESTED(f, a, key)	PRINTS(f, .attr = (a), .json = key)

static const struct row timing_rows[] = { TIMING_ROWS("") };
static const struct row data_timing_rows[] = { TIMING_ROWS("d"), NESTED(show_values, IFLA_CAN_TDC, "tdc") };
static const struct row xl_timing_rows[] = {
	TIMING_ROWS("x"), NESTED(show_values, IFLA_CAN_XL_TDC, "xtdc"), NESTED(show_values, IFLA_CAN_XL_PWM, "pwm")
};
static const struct row constant_rows[] = { CONSTANT_ROWS("") };
static const struct row data_constant_rows[] = {
	CONSTANT_ROWS("d"), NESTED(show_value_limits, IFLA_CAN_TDC, "tdc")
};
static const struct row xl_constant_rows[] = {
	CONSTANT_ROWS("x"), NESTED(show_value_limits, IFLA_CAN_XL_TDC, "xtdc"),
	NESTED(show_value_limits, IFLA_CAN_XL_PWM, "pwm")
};

#define STRUCT(s, r)	{ .name = #s, TABLE_ROWS(r), .header = sizeof(struct s), .header_name = #s }
const struct table can_timing_table = STRUCT(can_bittiming, timing_rows);
const struct table can_data_timing_table = STRUCT(can_bittiming, data_timing_rows);
const struct table can_xl_timing_table = STRUCT(can_bittiming, xl_timing_rows);
const struct table can_constant_table = STRUCT(can_bittiming_const, constant_rows);
const struct table can_data_constant_table = STRUCT(can_bittiming_const, data_constant_rows);
const struct table can_xl_constant_table = STRUCT(can_bittiming_const, xl_constant_rows);

/* ---- a controller that knows a list of rates has no timing to tell ---- */
struct phase {
	uint16_t timing, constant, rates;
	const char *text, *key;
};
static const struct phase phases[] = {
	{ IFLA_CAN_BITTIMING, IFLA_CAN_BITTIMING_CONST, IFLA_CAN_BITRATE_CONST, "\n\t  bitrate %s",
	  "bittiming_bitrate" },
	{ IFLA_CAN_DATA_BITTIMING, IFLA_CAN_DATA_BITTIMING_CONST, IFLA_CAN_DATA_BITRATE_CONST,
	  "\n\t  dbitrate %s", "data_bittiming_bitrate" },
	{ IFLA_CAN_XL_DATA_BITTIMING, IFLA_CAN_XL_DATA_BITTIMING_CONST, IFLA_CAN_XL_DATA_BITRATE_CONST,
	  "\n\t  xbitrate %s", "xl_data_bittiming_bitrate" },
};

static const struct phase *phase_of(const struct row *r)
{
	const struct phase *p = phases;

	while (r->attr != p->timing && r->attr != p->constant && r->attr != p->rates)
		p++;
	return p;
}

void can_show_timing(struct out *o, const struct row *r, const struct view *v)
{
	if (!view_attr(v, phase_of(r)->rates))
		show_nest(o, r, view_attr(v, r->attr), v);
}

#define RATES_A_LINE 6

static void show_rate(struct out *o, uint32_t n, uint32_t rate)
{
	static const char blanks[] = "        ";
	char buf[FORMAT_MAX];
	size_t length = format_unsigned(buf, rate) - buf;

	out_text(o, n ? ", " : "", "");
	out_text(o, n && n % RATES_A_LINE == 0 ? "\n\t      " : "", "");
	out_text(o, length < sizeof(blanks) ? blanks + length : "", "");
	out_unsigned(o, NULL, "%s", rate);
}

void can_show_rates(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, r->attr);
	const struct phase *p = phase_of(r);
	const struct can_bittiming *timing = view_struct(v, p->timing, sizeof(*timing));
	const uint32_t *rates;

	if (!list)
		return;
	rates = mnl_attr_get_payload(list);
	out_unsigned(o, p->key, p->text, timing ? timing->bitrate : 0);
	out_open(o, r->json, '[');
	out_text(o, "\n\t     [", "");
	for (uint32_t n = 0; n < mnl_attr_get_payload_len(list) / sizeof(*rates); n++)
		show_rate(o, n, rates[n]);
	out_text(o, " ]", "");
	out_close(o);
}

void can_show_termination(struct out *o, const struct row *r, const struct view *v)
{
	const struct nlattr *list = view_attr(v, IFLA_CAN_TERMINATION_CONST);
	const uint16_t *now = view_struct(v, r->attr, sizeof(*now)), *values;

	if (!list || !now)
		return;
	values = mnl_attr_get_payload(list);
	out_unsigned(o, "termination", "\n\t  termination %s [ ", *now);
	out_open(o, "termination_const", '[');
	for (size_t n = 0; n < mnl_attr_get_payload_len(list) / sizeof(*values); n++)
		out_unsigned(o, NULL, n ? ", %s" : "%s", values[n]);
	out_text(o, " ]", "");
	out_close(o);
}

/* ---- statistics: columns of ten ---- */
static void print_count(const struct view *v, const struct row *r, const void *data, size_t size,
			struct literal *l)
{
	char *p = l->buf + FORMAT_MAX, *column = p;

	type_print_number(v, r, data, size, l);
	for (p = format_string(p, l->text); p < column + 10; p++)
		*p = ' ';
	*p = '\0';
	l->label = column;
}

static const struct type type_count = { .name = "u32", .size = 4, .print = print_count };

#define STAT(f, label, key)	HEADER(can_device_stats, f, count, .text = label, .json = key)

static const struct row stats_rows[] = {
	STAT(restarts, "\n\t  re-started bus-errors arbit-lost error-warn error-pass bus-off\n\t  %s ", "restarts"),
	STAT(bus_error, "%s ", "bus_error"), STAT(arbitration_lost, "%s ", "arbitration_lost"),
	STAT(error_warning, "%s ", "error_warning"), STAT(error_passive, "%s ", "error_passive"),
	STAT(bus_off, "%s", "bus_off"),
};
const struct table can_stats_table = STRUCT(can_device_stats, stats_rows);
