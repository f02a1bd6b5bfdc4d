/* bpf.c - BPF programs: loads, opens, describes them.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "bpf.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schema.h"
#include "error.h"
#include "options.h"
#include "step.h"

#ifdef HAVE_LIBBPF
#include <bpf/libbpf.h>
#include <dlfcn.h>
#include <stdio.h>
#endif

static int call_bpf(int command, union bpf_attr *attr)
{
	return syscall(SYS_bpf, command, attr, sizeof(*attr));
}

static int open_pinned(const char *path)
{
	union bpf_attr attr = { .pathname = (uintptr_t)path, .file_flags = 0 };
	int fd;

	explain_step(explain_call("bpf(BPF_OBJ_GET, \"%s\")", path), "opens a program that was pinned to this file");
	fd = call_bpf(BPF_OBJ_GET, &attr);
	if (fd < 0)
		return fail(255, "Couldn't retrieve pinned program '%s': %s", path, strerror(errno));
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	return fd;
}

/* ---- what the kernel knows of a program; it tells only who may load some ---- */
static bool find_program(uint32_t id, struct bpf_prog_info *info)
{
	union bpf_attr by_id = { .prog_id = id }, by_fd = { .info.info_len = sizeof(*info) };
	int fd = call_bpf(BPF_PROG_GET_FD_BY_ID, &by_id), ret;

	if (fd < 0)
		return false;
	memset(info, 0, sizeof(*info));
	by_fd.info.bpf_fd = fd;
	by_fd.info.info = (uintptr_t)info;
	ret = call_bpf(BPF_OBJ_GET_INFO_BY_FD, &by_fd);
	close(fd);
	return !ret;
}

static void show_tag(struct out *o, const uint8_t *tag)
{
	char text[2 * BPF_TAG_SIZE + 1], *p = text;

	for (int i = 0; i < BPF_TAG_SIZE; i++)
		p = format_hex_digits(p, tag[i], 2);
	out_string(o, "tag", "tag %s ", text);
}

void bpf_show_program(struct out *o, uint32_t id, bool with_details)
{
	struct bpf_prog_info info;

	out_unsigned(o, "id", "id %s ", id);
	if (!id || !find_program(id, &info))
		return;
	info.name[BPF_OBJ_NAME_LEN - 1] = '\0';
	if (*info.name)
		out_string(o, "name", "name %s ", info.name);
	show_tag(o, info.tag);
	if (info.jited_prog_len)
		out_unsigned(o, "jited", "jited ", 1);
	if (!with_details)
		return;
	if (info.load_time) {
		out_unsigned(o, "load_time", "load_time %s ", info.load_time);
		out_unsigned(o, "created_by_uid", "created_by_uid %s ", info.created_by_uid);
	}
	if (info.btf_id)
		out_unsigned(o, "btf_id", "btf_id %s ", info.btf_id);
}

/* ---- object files ---- */
static int cannot_open(const char *file, int error)
{
	return fail(255, "Error opening object %s: %s\nCannot initialize ELF context!", file,
		    strerror(error));
}

static int cannot_load(const char *file)
{
	return fail(255, "Error: cannot load object %s: built without libbpf (load and pin it with bpftool, then: pinned PATH)",
		    file);
}

#ifdef HAVE_LIBBPF
/* Linked, it and what it needs would be loaded with every command, and take longer than most. */
#define FUNCTIONS(X) \
	X(libbpf_set_print) X(bpf_object__open_file) X(bpf_object__load) X(bpf_object__close) \
	X(bpf_object__next_program) X(bpf_object__find_program_by_name) X(bpf_program__section_name) \
	X(bpf_program__set_autoload) X(bpf_program__set_type) X(bpf_program__set_ifindex) X(bpf_program__fd)

#define POINTER(f) __typeof__(f) *f;
static struct {
	FUNCTIONS(POINTER)
} library;

static bool library_open(void)
{
	static const char *const names[] = {
#define NAME(f) #f,
		FUNCTIONS(NAME)
	};
	void *handle = dlopen(LIBBPF_SONAME, RTLD_NOW | RTLD_LOCAL), **p = (void **)&library;

	for (size_t i = 0; handle && i < sizeof(names) / sizeof(names[0]); i++) {
		p[i] = dlsym(handle, names[i]);
		if (!p[i])
			return false;
	}
	return handle;
}

#define for_each_program(p, object) \
	for ((p) = library.bpf_object__next_program((object), NULL); (p); \
	     (p) = library.bpf_object__next_program((object), (p)))

static bool is_verbose;

static int print(enum libbpf_print_level level, const char *format, va_list args)
{
	return is_verbose || level == LIBBPF_WARN ? vfprintf(stderr, format, args) : 0;
}

/* By name, or by section: what was said, else "prog", else "xdp". */
static struct bpf_program *choose(const struct bpf_object *object, const struct bpf_source *x)
{
	const char *const sections[] = { x->section ? x->section : "prog", x->section || x->type != BPF_PROG_TYPE_XDP ? NULL : "xdp", NULL };
	struct bpf_program *p;

	if (x->program)
		return library.bpf_object__find_program_by_name(object, x->program);
	for (const char *const *s = sections; *s; s++)
		for_each_program(p, object)
			if (!strcmp(library.bpf_program__section_name(p), *s))
				return p;
	return NULL;
}

static int load_from(struct bpf_object *object, const struct bpf_source *x)
{
	struct bpf_program *chosen = choose(object, x), *p;
	int fd;

	if (!chosen)
		return fail(255, "object file doesn't contain %s %s", x->program ? "prog" : "sec",
			    x->program ? x->program : x->section ? x->section : "prog");
	for_each_program(p, object)
		library.bpf_program__set_autoload(p, p == chosen);
	library.bpf_program__set_type(chosen, x->type);
	library.bpf_program__set_ifindex(chosen, x->link);
	explain_step("bpf(BPF_PROG_LOAD)", "the kernel verifies the program; it lives as long as it is attached or open");
	if (library.bpf_object__load(object))
		return fail(255, "object file failed to load: %s", strerror(errno));
	fd = fcntl(library.bpf_program__fd(chosen), F_DUPFD_CLOEXEC, 0);
	return fd < 0 ? fail(255, "object file failed to load: %s", strerror(errno)) : fd;
}

static int load(const struct bpf_source *x)
{
	struct bpf_object *object;
	int fd;

	if (!library_open())
		return cannot_load(x->file);
	is_verbose = x->is_verbose;
	library.libbpf_set_print(print);
	object = access(x->file, R_OK) ? NULL : library.bpf_object__open_file(x->file, NULL);
	if (!object)
		return cannot_open(x->file, errno);
	fd = load_from(object, x);
	library.bpf_object__close(object);
	return fd;
}
#else
static int load(const struct bpf_source *x)
{
	if (access(x->file, R_OK))
		return cannot_open(x->file, errno);
	return cannot_load(x->file);
}
#endif

/* ---- words ---- */
static bool is_object(const char *word)
{
	return word_matches("o[bject-file]|obj", word);
}

static bool is_pinned(const char *word)
{
	return word_matches("object-p[inned]|p[inned]|f[d]", word);
}

/* What the loader has to know, up to a word that it does not. */
static int parse_object(struct bpf_source *x, struct words *w)
{
	const char *word, *unused = NULL;

	x->file = words_next(w);
	if (!x->file)
		return -1;
	while ((word = words_peek(w))) {
		const char **value = word_matches("s[ection]", word) ? &x->section :
				     !strcmp(word, "program") ? &x->program :
				     word_matches("e[xport]", word) ? &unused : NULL;

		if (!value && !word_matches("v[erbose]", word))
			return 0;
		w->i++;
		if (!value)
			x->is_verbose = true;
		else if (!(*value = words_next(w)))
			return -1;
	}
	return 0;
}

void bpf_offer(struct words *w)
{
	complete_offer(w, "object", "loads a program from an object file");
	complete_offer(w, "pinned", "takes a program that is pinned");
	complete_offer(w, "fd", "the same");
}

/* Completion loads nothing. */
static int nothing(void)
{
	return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

int bpf_parse(struct bpf_source *x, const char *word, struct words *w)
{
	int from = w->i - 1;

	x->is_pinned = is_pinned(word);
	if (is_object(word)) {
		if (parse_object(x, w) < 0)
			return -1;
	} else if (x->is_pinned) {
		x->file = words_next(w);
		if (!x->file)
			return -1;
	}
	error_blame(from);
	if (!x->file)
		return fail(255, "What mode is \"%s\"?", word);
	if (w->completing)
		return nothing();
	return x->is_pinned ? open_pinned(x->file) : load(x);
}
