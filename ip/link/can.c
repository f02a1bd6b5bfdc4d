/* can.c - "type can": a CAN controller.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "can.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compat.h"
#include "error.h"
#include "kind.h"
#include "kind_types.h"

/* ---- struct can_ctrlmode: the mask, then the flags ---- */
static int add_mode(struct item *i, uint32_t mask, uint32_t flags)
{
	struct can_ctrlmode mode = { .mask = mask, .flags = flags };

	item_set(i, &mode, sizeof(mode));
	return 0;
}

static int bad_mode(const struct row *r, const char *word, const char *words)
{
	char called[WORD_MAX];

	return fail(255, "Error: argument of \"%s\" must be %s, not \"%s\"", row_called(r, TO_SET, called),
		    words, word);
}

static int scan_switch(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	if (!strcmp(word, "on"))
		return add_mode(i, r->bit, r->bit);
	if (!strcmp(word, "off"))
		return add_mode(i, r->bit, 0);
	return bad_mode(r, word, "\"on\" or \"off\"");
}

/* The row's bit is automatic, the next one manual. */
static int scan_tdc_mode(struct request *q, const struct row *r, const char *word, struct item *i)
{
	(void)q;
	if (!strcmp(word, "auto"))
		return add_mode(i, r->bit, r->bit);
	if (!strcmp(word, "manual"))
		return add_mode(i, r->bit << 1, r->bit << 1);
	if (!strcmp(word, "off"))
		return add_mode(i, r->bit | r->bit << 1, 0);
	return bad_mode(r, word, "\"auto\", \"manual\" or \"off\"");
}

static const struct type type_switch = { .name = "bitfield32", .arg = "{ on | off }", .size = 8, .merge = true,
					 .scan = scan_switch };
static const struct type type_tdc_mode = { .name = "bitfield32", .arg = "{ auto | manual | off }", .size = 8,
					   .merge = true, .scan = scan_tdc_mode };

static const struct name states[] = {
	{ CAN_STATE_ERROR_ACTIVE, "ERROR-ACTIVE" }, { CAN_STATE_ERROR_WARNING, "ERROR-WARNING" },
	{ CAN_STATE_ERROR_PASSIVE, "ERROR-PASSIVE" }, { CAN_STATE_BUS_OFF, "BUS-OFF" },
	{ CAN_STATE_STOPPED, "STOPPED" }, { CAN_STATE_SLEEPING, "SLEEPING" }, { 0, NULL }
};

TYPE_PRINT_NAMED(print_state, "UNKNOWN")

static const struct type type_state = { .name = "u32", .size = 4, .print = print_state };

static int parse_restart(struct request *q, const struct table *t, const struct row *r,
			 struct words *w)
{
	return request_add_number(q, t, r, w->i - 1, w->i, 1) ? 0 : -1;
}

/* ---- nests: delays of the transceiver, pulse widths; their limits stand beside the values ---- */
#define BAD_VALUE .bad[TO_SET] = "invalid \"%s\" value"
#define VALUE(a, w, label, key, h)	ATTR(a, u32, w, "NUMBER", h, .text = " " label " %s", .json = key)
#define LIMITS(a)			QUIET(a##_MIN, u32), QUIET(a##_MAX, u32)
#define TDC_ROWS(x, v, o, f) \
	VALUE(IFLA_CAN_TDC_TDCV, v, x "tdcv", "tdcv", "transmitter delay, in clocks"), \
	VALUE(IFLA_CAN_TDC_TDCO, o, x "tdco", "tdco", "what is added to it"), \
	VALUE(IFLA_CAN_TDC_TDCF, f, x "tdcf", "tdcf", "window of its filter"), \
	LIMITS(IFLA_CAN_TDC_TDCV), LIMITS(IFLA_CAN_TDC_TDCO), LIMITS(IFLA_CAN_TDC_TDCF)

static const struct row tdc_rows[] = { TDC_ROWS("", "td[cv]", "tdco", "tdcf") };
static const struct row xl_tdc_rows[] = { TDC_ROWS("x", "xtdcv", "xtdco", "xtdcf") };
static const struct row pwm_rows[] = {
	/* The blank stands in ip(8)'s keys too. */
	VALUE(IFLA_CAN_PWM_PWMS, "pwms", "pwms", " pwms", "length of a short pulse"),
	VALUE(IFLA_CAN_PWM_PWML, "pwml", "pwml", " pwml", "length of a long pulse"),
	VALUE(IFLA_CAN_PWM_PWMO, "pwmo", "pwmo", " pwmo", "offset of the pulses"),
	LIMITS(IFLA_CAN_PWM_PWMS), LIMITS(IFLA_CAN_PWM_PWML), LIMITS(IFLA_CAN_PWM_PWMO),
};
static const struct row ext_rows[] = { QUIET(IFLA_CAN_CTRLMODE_SUPPORTED, x32) };

/* The bits of the mode are in the mask of those that are meant, and those of them that are on in the flags. */
static const struct row mode_rows[] = { HEADER(can_ctrlmode, mask, x32), HEADER(can_ctrlmode, flags, x32) };
static const struct table mode_table = {
	.name = "ctrlmode", TABLE_ROWS(mode_rows), .header = sizeof(struct can_ctrlmode), .header_name = "can_ctrlmode",
};

static const struct table tdc_table = { .name = "tdc", TABLE_ROWS(tdc_rows), BAD_VALUE };
static const struct table xl_tdc_table = { .name = "xtdc", TABLE_ROWS(xl_tdc_rows), BAD_VALUE };
static const struct table pwm_table = { .name = "pwm", TABLE_ROWS(pwm_rows), BAD_VALUE };
static const struct table ext_table = { .name = "ctrlmode_ext", TABLE_ROWS(ext_rows) };

/* ---- the timing of a phase: fields of one struct ---- */
#define TIMING(a, f, t, w, m, h) \
	FIELD(a, can_bittiming, f, t, .word = (w), .arg = (m), .help = (h), .hide = HIDE)
#define TIMING_ROWS(a, rate, point, quantum, before, seg1, seg2, jump) \
	TIMING(a, bitrate, u32, rate, "BITRATE", "bits per second"), \
	TIMING(a, sample_point, can_point, point, "0.000..0.999", "where in the bit it looks"), \
	TIMING(a, tq, u32, quantum, "NANOSECONDS", "time quantum, instead of a bit rate"), \
	TIMING(a, prop_seg, u32, before, "QUANTA", "propagation segment"), \
	TIMING(a, phase_seg1, u32, seg1, "QUANTA", "segment before the sample point"), \
	TIMING(a, phase_seg2, u32, seg2, "QUANTA", "segment behind it"), \
	TIMING(a, sjw, u32, jump, "QUANTA", "synchronisation jump width")
#define SHOWN_TIMING(a, t, key)		NEST(a, t, .json = key, .show = can_show_timing)
#define SHOWN_RATES(a, key)		TOLD(a, binary, NULL, key, .show = can_show_rates)
#define SWITCH(b, w, h)			BIT(IFLA_CAN_CTRLMODE, CAN_CTRLMODE_##b, switch, w, h, .hide = HIDE)
#define TDC_MODE(b, w, h)		BIT(IFLA_CAN_CTRLMODE, CAN_CTRLMODE_##b, tdc_mode, w, h, .hide = HIDE)

static const struct row rows[] = {
	TOLD(IFLA_CAN_CTRLMODE, binary, NULL, "ctrlmode", .table = &mode_table, .show = can_show_mode),
	SWITCH(LOOPBACK, "l[oopback]", "hears itself"),
	SWITCH(LISTENONLY, "li[sten-only]", "does not speak"),
	SWITCH(3_SAMPLES, "tr[iple-sampling]", "looks three times at each bit"),
	SWITCH(ONE_SHOT, "o[ne-shot]", "does not repeat what failed"),
	SWITCH(BERR_REPORTING, "be[rr-reporting]", "reports errors of the bus"),
	SWITCH(FD, "f[d]", "CAN FD"),
	SWITCH(FD_NON_ISO, "fd-[non-iso]", "CAN FD as before the standard"),
	SWITCH(PRESUME_ACK, "pre[sume-ack]", "does without acknowledgements"),
	SWITCH(CC_LEN8_DLC, "c[c-len8-dlc]", "raw length codes 9 to 15"),
	TDC_MODE(TDC_AUTO, "tdc-[mode]", "who measures the transmitter delay"),
	SWITCH(RESTRICTED, "restricted", "restricted operation"),
	SWITCH(XL, "xl", "CAN XL"),
	TDC_MODE(XL_TDC_AUTO, "xtdc-mode", "tdc-mode of CAN XL"),
	SWITCH(XL_TMS, "tms", "switches the mode of the transceiver"),
	NEST(IFLA_CAN_CTRLMODE_EXT, &ext_table, .hide = HIDE),
	TOLD(IFLA_CAN_STATE, state, "state %s ", "state", .names = states),
	TOLD(IFLA_CAN_BERR_COUNTER, binary, NULL, "berr_counter", .show = can_show_errors),
	ATTR(IFLA_CAN_RESTART_MS, u32, "restart-[ms]", "MILLISECONDS", "until it returns to the bus by itself",
	     .json = "restart_ms"),
	QUIET(IFLA_CAN_RESTART, none, .word = "r[estart]", .help = "returns to the bus now",
	      .parse = parse_restart),
	SHOWN_TIMING(IFLA_CAN_BITTIMING, &can_timing_table, "bittiming"),
	SHOWN_TIMING(IFLA_CAN_BITTIMING_CONST, &can_constant_table, "bittiming_const"),
	SHOWN_RATES(IFLA_CAN_BITRATE_CONST, "bitrate_const"),
	TIMING_ROWS(IFLA_CAN_BITTIMING, "b[itrate]", "s[ample-point]", "t[q]", "p[rop-seg]", "ph[ase-seg1]",
		    "phase-seg2", "sj[w]"),
	SHOWN_TIMING(IFLA_CAN_DATA_BITTIMING, &can_data_timing_table, "data_bittiming"),
	SHOWN_TIMING(IFLA_CAN_DATA_BITTIMING_CONST, &can_data_constant_table, "data_bittiming_const"),
	SHOWN_RATES(IFLA_CAN_DATA_BITRATE_CONST, "data_bitrate_const"),
	TIMING_ROWS(IFLA_CAN_DATA_BITTIMING, "d[bitrate]", "ds[ample-point]", "dt[q]", "dp[rop-seg]", "dph[ase-seg1]",
		    "dphase-seg2", "dsj[w]"),
	NEST(IFLA_CAN_TDC, &tdc_table, .hide = HIDE),
	SHOWN_TIMING(IFLA_CAN_XL_DATA_BITTIMING, &can_xl_timing_table, "xl_data_bittiming"),
	SHOWN_TIMING(IFLA_CAN_XL_DATA_BITTIMING_CONST, &can_xl_constant_table, "xl_data_bittiming_const"),
	SHOWN_RATES(IFLA_CAN_XL_DATA_BITRATE_CONST, "xl_data_bitrate_const"),
	TIMING_ROWS(IFLA_CAN_XL_DATA_BITTIMING, "xbitrate", "xsample-point", "xtq", "xprop-seg", "xphase-seg1",
		    "xphase-seg2", "xsjw"),
	NEST(IFLA_CAN_XL_TDC, &xl_tdc_table, .hide = HIDE),
	NEST(IFLA_CAN_XL_PWM, &pwm_table, .hide = HIDE),
	ATTR(IFLA_CAN_TERMINATION, u16, "te[rmination]", "OHMS", "resistor at the end of the bus",
	     .show = can_show_termination),
	QUIET(IFLA_CAN_TERMINATION_CONST, binary),
	FIELD(IFLA_CAN_CLOCK, can_clock, freq, u32, .text = "\n\t  clock %s ", .json = "clock"),
	QUIET(IFLA_CAN_BITRATE_MAX, u32),
};

static int unknown(struct request *q, const struct table *t, struct words *w)
{
	(void)q;
	out_text(&err, "can: unknown option \"%s\"\n", w->v[w->i]);
	kind_usage(&err, NULL, t);
	return fail(1, "%s", "");
}

static const struct table table = {
	.name = "can", TABLE_ROWS(rows),
	.usage = "ip link set DEVICE type can", BAD_VALUE, .unknown = unknown, .help = kind_help,
};

static bool is_timing(const struct item *i, uint16_t attr)
{
	return i->table == &table && !i->dead && i->row->place == AT_FIELD && i->row->attr == attr;
}

/* A phase without a rate is not sent: the driver would have nothing to compute from. */
static void drop_without_rate(struct request *q, uint16_t attr)
{
	for (struct item *i = q->first; i; i = i->next)
		if (is_timing(i, attr) && item_number(i) &&
		    (i->row->offset == offsetof(struct can_bittiming, bitrate) ||
		     i->row->offset == offsetof(struct can_bittiming, tq)))
			return;
	for (struct item *i = q->first; i; i = i->next)
		if (is_timing(i, attr))
			request_drop(i);
}

static int check(struct request *q)
{
	drop_without_rate(q, IFLA_CAN_BITTIMING);
	drop_without_rate(q, IFLA_CAN_DATA_BITTIMING);
	drop_without_rate(q, IFLA_CAN_XL_DATA_BITTIMING);
	kind_send_empty(q, &table);
	return 0;
}

const struct kind kind_can = {
	.name = "can", .help = "a CAN controller", .table = &table, .xstats = &can_stats_table, .check = check,
};
