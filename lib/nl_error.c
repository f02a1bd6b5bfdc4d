/* nl_error.c - what the kernel says when it refuses a request.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "nl.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "error.h"

#define ERRNO_MAX 4095	/* the kernel's MAX_ERRNO */

/* Reads a number of size bytes; false when the attribute is shorter. */
static bool number_get(const struct nlattr *a, void *value, size_t size)
{
	if (mnl_attr_get_payload_len(a) < size)
		return false;
	memcpy(value, mnl_attr_get_payload(a), size);
	return true;
}

static const struct {
	uint8_t offset, size;
} policy_fields[NL_POLICY_TYPE_ATTR_MASK + 1] = {
#define POLICY(attribute, field) \
	[NL_POLICY_TYPE_ATTR_##attribute] = { \
		offsetof(struct nl_error, policy.field) - \
			offsetof(struct nl_error, policy), \
		sizeof(((struct nl_error *)0)->policy.field) }
	POLICY(TYPE, type),
	POLICY(MIN_VALUE_S, min),
	POLICY(MAX_VALUE_S, max),
	POLICY(MIN_VALUE_U, umin),
	POLICY(MAX_VALUE_U, umax),
	POLICY(MIN_LENGTH, min_length),
	POLICY(MAX_LENGTH, max_length),
	POLICY(MASK, mask),
#undef POLICY
};

static void policy_parse(struct nl_error *error, const struct nlattr *nest)
{
	error->has_policy = true;
	nl_for_each(a, mnl_attr_get_payload(nest),
		    mnl_attr_get_payload_len(nest)) {
		unsigned int type = mnl_attr_get_type(a);
		uint32_t bits;
		char *field;

		if (type == NL_POLICY_TYPE_ATTR_BITFIELD32_MASK &&
		    number_get(a, &bits, sizeof(bits))) {
			error->policy.mask = bits;
			error->policy.has |= 1u << type;
		}
		if (type > NL_POLICY_TYPE_ATTR_MASK ||
		    !policy_fields[type].size)
			continue;
		field = (char *)&error->policy + policy_fields[type].offset;
		if (number_get(a, field, policy_fields[type].size))
			error->policy.has |= 1u << type;
	}
}

static void message_parse(struct nl_error *error, const struct nlattr *a)
{
	size_t size = mnl_attr_get_payload_len(a);

	if (size > sizeof(error->message) - 1)
		size = sizeof(error->message) - 1;
	memcpy(error->message, mnl_attr_get_payload(a), size);
	error->message[size] = '\0';
}

static void attribute_parse(struct nl_error *error, const struct nlattr *a)
{
	switch (mnl_attr_get_type(a)) {
	case NLMSGERR_ATTR_MSG:
		message_parse(error, a);
		break;
	case NLMSGERR_ATTR_OFFS:
		error->has_offset = number_get(a, &error->offset, 4);
		break;
	case NLMSGERR_ATTR_POLICY:
		policy_parse(error, a);
		break;
	case NLMSGERR_ATTR_MISS_TYPE:
		error->has_missing = number_get(a, &error->missing, 4);
		break;
	case NLMSGERR_ATTR_MISS_NEST:
		error->has_nest = number_get(a, &error->nest, 4);
		break;
	}
}

/*
 * Where the attributes begin, counted from the payload.  NLMSG_DONE has only a
 * code before them; NLMSG_ERROR has the header of the request too, and
 * behind that, unless NLM_F_CAPPED says otherwise, the rest of the request.
 */
static size_t attributes_offset(const struct nlmsghdr *h)
{
	const struct nlmsgerr *e = mnl_nlmsg_get_payload(h);
	size_t offset = sizeof(*e);

	if (h->nlmsg_type == NLMSG_DONE)
		return sizeof(e->error);
	if (!(h->nlmsg_flags & NLM_F_CAPPED) && e->msg.nlmsg_len > NLMSG_HDRLEN)
		offset += MNL_ALIGN((size_t)e->msg.nlmsg_len) - NLMSG_HDRLEN;
	return offset;
}

static int code_of(int error)
{
	if (error >= 0)
		return 0;
	return error < -ERRNO_MAX ? EPROTO : -error;
}

int nl_error_parse(struct nl_error *error, const struct nlmsghdr *h)
{
	bool is_done = h->nlmsg_type == NLMSG_DONE;
	const char *payload = mnl_nlmsg_get_payload(h);
	size_t size, offset;
	int code = 0;

	memset(error, 0, sizeof(*error));
	if (h->nlmsg_len < NLMSG_HDRLEN)
		return -1;
	size = h->nlmsg_len - NLMSG_HDRLEN;
	if (size < (is_done ? sizeof(code) : sizeof(struct nlmsgerr)))
		return is_done ? 0 : -1;	/* a bare NLMSG_DONE is old */
	memcpy(&code, payload, sizeof(code));
	error->code = code_of(code);
	if (!(h->nlmsg_flags & NLM_F_ACK_TLVS))
		return 0;
	offset = attributes_offset(h);
	if (offset > size)
		return -1;
	nl_for_each(a, payload + offset, size - offset)
		attribute_parse(error, a);
	return 0;
}

const char *nl_error_text(const struct nl_error *e, char buf[NL_ERROR_MAX])
{
	size_t n = strlen(e->message);

	if (n)
		snprintf(buf, NL_ERROR_MAX, "Error: %s%s", e->message, e->message[n - 1] == '.' ? "" : ".");
	else
		snprintf(buf, NL_ERROR_MAX, "RTNETLINK answers: %s", strerror(e->code));
	return buf;
}

int nl_refused(const struct nl *nl, int status)
{
	const struct nl_error *e = &nl->error;
	char text[NL_ERROR_MAX];
	int (*say)(int status, const char *format, ...) = fail;

	if (!e->code)
		return -1;
	if (e->has_missing) {
		fail(status, "Missing required attribute type %u", e->missing);
		say = fail_further;
	}
	return say(status, "%s", nl_error_text(e, text));
}

int nl_dump_refused(const struct nl *nl, int status)
{
	if (!nl->error.code)
		return -1;
	nl_refused(nl, status);
	return fail_further(status, "Dump terminated");
}

void nl_warn(const struct nl *nl)
{
	size_t length = strlen(nl->error.message);

	if (length)
		warn("Warning: %s%s", nl->error.message,
		     nl->error.message[length - 1] == '.' ? "" : ".");
}
