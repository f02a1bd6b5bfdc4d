# Makefile - builds, installs and tests minip.  SPDX-License-Identifier: GPL-2.0-or-later
#
#   make               builds .build/minip (running autoconf and configure when needed)
#   make demo          two namespaces, a veth pair, routes, a ping; installs what is missing
#   make check         all tests; PART=NAME runs one part of testsuite/run
#   make man           writes what the tables say into man/*.8; sections by hand stay
#   make bench         minip beside the installed ip: times and memory
#   make install       PREFIX=/usr/local DESTDIR= IP_SYMLINK=1 (also as "ip") BRIDGE_SYMLINK=1 (as "bridge")
#                      RTMON_SYMLINK=1 (as "rtmon")
#   make uninstall clean distclean dist
#
# CONFIGURE_FLAGS= goes to configure, BUILD= names another build directory.

SRC ?= .
BUILD ?= $(SRC)/.build
V ?= 0
ifeq ($(V),0)
Q = @
say = @printf '  %-7s %s\n' $(1) $(2);
endif

all: $(BUILD)/minip

# These goals run before there is a configuration, or without any.
NO_CONFIG = clean distclean dist demo check bench
ifneq ($(filter-out $(NO_CONFIG),$(or $(MAKECMDGOALS),all)),)
-include $(BUILD)/config.mk
endif
VERSION ?= $(shell sed -n 's/^AC_INIT(\[minip\], \[\(.*\)\])/\1/p' $(SRC)/configure.ac)
ifdef PREFIX
prefix := $(PREFIX)
endif

sources = $(patsubst $(SRC)/%,%,$(wildcard $(1)))
objects = $(patsubst %.c,$(BUILD)/%.o,$(1))
LIB := $(call objects,$(call sources,$(SRC)/lib/*.c))
IP := $(call objects,$(call sources,$(SRC)/ip/*.c $(SRC)/ip/*/*.c))
# What a short command runs stands together in the program, so that few pages are touched: lib, then these.
SHORT := $(addprefix $(BUILD)/ip/,main.o command.o options.o program.o link.o link_list.o link_show.o link_table.o link_parse.o \
	link_inet.o link_vf_show.o link_xdp.o address.o capabilities.o)
UNIT := $(call objects,$(call sources,$(SRC)/testsuite/unit/*.c))
# With configure LIBMNL_SRC=DIR libmnl is compiled in.
MNL := $(if $(LIBMNL_SRC),$(patsubst $(LIBMNL_SRC)/src/%.c,$(BUILD)/libmnl/%.o,$(wildcard $(LIBMNL_SRC)/src/*.c)))
FUZZ := $(patsubst %.c,$(BUILD)/%,$(call sources,$(SRC)/testsuite/fuzz/*.c))

# Who includes what is noted for both spellings of BUILD, the relative and the absolute one.
COMPILE = $(CC) -std=gnu11 -D_GNU_SOURCE -I$(BUILD) -I$(SRC)/include \
	$(CPPFLAGS) $(MNL_CFLAGS) $(BPF_CFLAGS) $(WARN) $(HARDEN) $(CFLAGS) \
	-MMD -MP $(addprefix -MT ,$(sort $(abspath $@) $(patsubst $(CURDIR)/%,%,$(abspath $@))))

PROGRAM := $(LIB) $(SHORT) $(filter-out $(SHORT),$(IP)) $(MNL)
$(BUILD)/minip: $(PROGRAM)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $(filter %.o,$^) $(MNL_LIBS) $(LIBS)$(cold)

$(BUILD)/libminip.a: $(LIB) $(MNL)
# The command without main(), so that tests can walk its tables.
$(BUILD)/libip.a: $(filter-out $(BUILD)/ip/main.o,$(IP))
$(BUILD)/libminip.a $(BUILD)/libip.a:
	$(call say,AR,$@)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/unit: $(UNIT) $(BUILD)/libip.a $(BUILD)/libminip.a
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $^ $(MNL_LIBS) $(CHECK_LIBS) $(LIBS)
$(UNIT): COMPILE += $(CHECK_CFLAGS)

fuzz: $(FUZZ)
$(FUZZ): $(BUILD)/testsuite/fuzz/%: $(BUILD)/testsuite/fuzz/%.o $(BUILD)/libip.a $(BUILD)/libminip.a
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $^ $(MNL_LIBS) $(LIBS)

# With PACK, rows are stored packed (lib/pack/pack.c), but for those that short commands look through.
UNPACKED = $(addprefix $(BUILD)/ip/,address_table.o link_table.o route_table.o)
ifdef PACK
$(IP): $(BUILD)/lib/pack/pack
$(filter-out $(UNPACKED),$(IP)): private pack = && $(BUILD)/lib/pack/pack $@
endif

# With COLD, what the first link gives as constants of cold parts goes packed into the second, to the same addresses
# (lib/pack/cold.c), and there they are taken out of the file.
ifdef COLD
$(BUILD)/minip $(BUILD)/unpacked: private LINK += -Wl,-T,$(SRC)/lib/pack/cold.ld
$(BUILD)/minip $(BUILD)/unpacked: $(BUILD)/lib/pack/cold.o $(SRC)/lib/pack/cold.ld
$(BUILD)/minip: $(BUILD)/packed.o
$(BUILD)/minip: private cold = && $(BUILD)/lib/pack/squeeze $@ | cmp - $(BUILD)/packed.s && $(OBJCOPY) -R '.cold.*' $@
$(BUILD)/unpacked: $(PROGRAM)
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $(filter %.o,$^) $(MNL_LIBS) $(LIBS)
$(BUILD)/packed.s: $(BUILD)/unpacked $(BUILD)/lib/pack/squeeze
	$(call say,PACK,$@)$(BUILD)/lib/pack/squeeze $< >$@
$(BUILD)/packed.o: $(BUILD)/packed.s
	$(call say,AS,$@)$(CC) -c -o $@ $<
endif
$(BUILD)/lib/pack/pack $(BUILD)/lib/pack/squeeze: %: %.o
	$(call say,LINK,$@)$(CC) $(CFLAGS) $(LINK) $(LDFLAGS) -o $@ $^

$(BUILD)/%.o: $(SRC)/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	$(call say,CC,$<)$(COMPILE) -c -o $@ $< $(pack)

$(BUILD)/libmnl/%.o: $(LIBMNL_SRC)/src/%.c $(BUILD)/config.mk
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) -std=gnu11 -D_GNU_SOURCE -I$(BUILD) $(CPPFLAGS) $(MNL_CFLAGS) $(HARDEN) $(CFLAGS) -c -o $@ $<

# A build directory that configure has seen keeps the options it was given.  Builds that are made side by side
# share no cache of autoconf's.
AUTOCONF = command -v autoconf >/dev/null || { echo 'autoconf is needed (Debian: autoconf)' >&2; exit 1; }; \
	autom4te --no-cache --language=autoconf -o $(1) configure.ac

$(BUILD)/config.mk: $(SRC)/configure.ac $(wildcard $(SRC)/include/compat*.h)
	@mkdir -p $(BUILD)
	$(call say,CONFIG,$(BUILD))build=$(abspath $(BUILD)); \
	configure=$$build/configure; \
	test -f $$configure || test ! -f $$build/config.status || configure=$(abspath $(SRC))/configure; \
	if test -f $(SRC)/configure -a $(SRC)/configure -nt $(SRC)/configure.ac; \
	then configure=$(abspath $(SRC))/configure; \
	else cd $(SRC) && { $(call AUTOCONF,$$configure); }; fi && cd $$build && \
	if test -f config.status; then ./config.status --recheck --quiet >/dev/null && ./config.status --quiet; \
	else $$configure --quiet --srcdir=$(abspath $(SRC)) \
		$(if $(filter command environment,$(origin CC)),CC='$(CC)') $(CONFIGURE_FLAGS); fi
	@touch $@

pages = $(wildcard $(SRC)/man/*.8)
# Where each shell looks for completions.
share = $(DESTDIR)$(datarootdir)
completions = $(share)/bash-completion/completions/minip $(share)/zsh/site-functions/_minip \
	$(share)/fish/vendor_completions.d/minip.fish
# The further names that it gets whose words it completes, and what is said to the shells of them.
names = $(if $(filter 1,$(IP_SYMLINK)),ip) $(if $(filter 1,$(BRIDGE_SYMLINK)),bridge)
more_completions = $(foreach n,$(1),$(dir $(word 1,$(completions)))$(n) $(dir $(word 3,$(completions)))$(n).fish)
dirs = $(DESTDIR)$(bindir) $(DESTDIR)$(mandir)/man8 $(dir $(completions))

install: $(BUILD)/minip
	mkdir -p $(dirs)
	install -m 755 $(BUILD)/minip $(DESTDIR)$(bindir)/minip
	$(if $(pages),install -m 644 $(pages) $(DESTDIR)$(mandir)/man8/)
	sed 's/^complete .*/& $(names)/' $(SRC)/ip/completion/minip.bash | install -m 644 /dev/stdin $(word 1,$(completions))
	sed 's/^#compdef .*/& $(names)/' $(SRC)/ip/completion/_minip | install -m 644 /dev/stdin $(word 2,$(completions))
	install -m 644 $(SRC)/ip/completion/minip.fish $(word 3,$(completions))
	for name in $(names); do ln -sf minip $(DESTDIR)$(bindir)/$$name && \
		ln -sf minip $(dir $(word 1,$(completions)))$$name && \
		sed "s/-c minip/-c $$name/" $(SRC)/ip/completion/minip.fish | install -m 644 /dev/stdin $(dir $(word 3,$(completions)))$$name.fish; done
	$(if $(filter 1,$(RTMON_SYMLINK)),ln -sf minip $(DESTDIR)$(bindir)/rtmon)

uninstall:
	rm -f $(DESTDIR)$(bindir)/minip $(completions) \
		$(foreach p,$(pages),$(DESTDIR)$(mandir)/man8/$(notdir $(p)))
	for name in ip bridge rtmon; do link=$(DESTDIR)$(bindir)/$$name; \
		if test "$$(readlink $$link)" = minip; then rm -f $$link $(call more_completions,$$name); fi; done

demo:
	@$(SRC)/testsuite/setup.sh demo
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@$(SRC)/testsuite/demo.sh $(BUILD)/minip

# A build directory from before Check was installed is configured again.
check:
	@$(SRC)/testsuite/setup.sh check
	@! grep -qs '^CHECK_LIBS = *$$' $(BUILD)/config.mk || rm $(BUILD)/config.mk
	@$(SRC)/testsuite/run $(BUILD) $(PART)

man: all
	@python3 $(SRC)/testsuite/man.py --minip $(BUILD)/minip --write

bench:
	@$(SRC)/testsuite/setup.sh check
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/static CONFIGURE_FLAGS=--enable-static all
	@python3 $(SRC)/testsuite/bench/run.py --minip $(BUILD)/minip --static $(BUILD)/static/minip --tsv $(BUILD)/bench.tsv

dist:
	@mkdir -p $(BUILD)
	rm -rf $(BUILD)/minip-$(VERSION)
	mkdir $(BUILD)/minip-$(VERSION)
	cd $(SRC) && tar -cf - --exclude=__pycache__ Makefile configure.ac README COPYING \
		.clang-format .gitignore .ci include lib ip man testsuite | \
		tar -C $(abspath $(BUILD))/minip-$(VERSION) -xf -
	cd $(BUILD)/minip-$(VERSION) && autoconf && rm -rf autom4te.cache
	tar -C $(BUILD) -czf $(BUILD)/minip-$(VERSION).tar.gz minip-$(VERSION)
	rm -rf $(BUILD)/minip-$(VERSION)
	@echo $(BUILD)/minip-$(VERSION).tar.gz

# What was built goes, the configuration stays.
clean:
	rm -rf $(addprefix $(BUILD)/,minip libminip.a libip.a unpacked packed.s packed.o libmnl unit lib ip testsuite \
		parity parts bench.tsv)

distclean: clean
	rm -rf $(SRC)/.build $(SRC)/autom4te.cache $(SRC)/configure $(SRC)/configure~
	find $(SRC)/testsuite -name __pycache__ -exec rm -rf {} +
	if test -f $(BUILD)/config.status; then cd $(BUILD) && \
		rm -f config.status config.log config.h config.h.in config.mk configure Makefile; fi

.PHONY: all fuzz install uninstall demo check man bench dist clean distclean
.DELETE_ON_ERROR:
-include $(LIB:.o=.d) $(addprefix $(BUILD)/lib/pack/,pack.d squeeze.d cold.d) $(IP:.o=.d) $(UNIT:.o=.d) $(FUZZ:=.d)
