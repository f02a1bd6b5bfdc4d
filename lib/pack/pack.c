/* pack.c - stores the rows of tables without what they leave out.  SPDX-License-Identifier: GPL-2.0-or-later */
#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "schema.h"

/*
 * pack OBJECT
 *
 * A row has room for all that rows can say, and says a fifth of it.  This runs on an object file while
 * the program is built: arrays of rows become what lib/schema_packed.c reads.  It works where addresses
 * fit into 32 bits: a pointer that the linker is to fill in stays one, but half as long.
 *
 * An array of rows is what the members rows and n of a table say that it is.  One that is known by
 * another way too (&rows[3], another file) stays as it was.
 */
static unsigned char *file;
static Elf64_Ehdr *elf;
static Elf64_Shdr *sections;

static void die(const char *name, const char *why)
{
	fprintf(stderr, "pack: %s: %s\n", name, why);
	exit(1);
}

static size_t load(const char *name)
{
	FILE *f = fopen(name, "rb");
	long size = f && !fseek(f, 0, SEEK_END) ? ftell(f) : -1;

	file = size > (long)sizeof(*elf) ? malloc(size) : NULL;
	if (!file || fseek(f, 0, SEEK_SET) || fread(file, size, 1, f) != 1 || fclose(f))
		die(name, "cannot be read");
	elf = (Elf64_Ehdr *)file;
	if (memcmp(elf->e_ident, ELFMAG, SELFMAG) || elf->e_ident[EI_CLASS] != ELFCLASS64 ||
	    elf->e_machine != EM_X86_64 || elf->e_type != ET_REL)
		die(name, "not an object file for x86-64");
	sections = (Elf64_Shdr *)(file + elf->e_shoff);
	return size;
}

/* A file of its own, so that whoever shares the old one (a compiler's cache) keeps it. */
static void save(const char *name, size_t size)
{
	char new[4096];
	FILE *f;

	snprintf(new, sizeof(new), "%s.packed", name);
	f = fopen(new, "wb");
	if (!f || fwrite(file, size, 1, f) != 1 || fclose(f) || rename(new, name))
		die(name, "cannot be written");
}

static Elf64_Sym *symbol(const Elf64_Shdr *relocations, const Elf64_Rela *r)
{
	return (Elf64_Sym *)(file + sections[relocations->sh_link].sh_offset) + ELF64_R_SYM(r->r_info);
}

static Elf64_Rela *relocations_begin(const Elf64_Shdr *s)
{
	return (Elf64_Rela *)(file + s->sh_offset);
}

static size_t relocations_count(const Elf64_Shdr *s)
{
	return s->sh_type == SHT_RELA ? s->sh_size / sizeof(Elf64_Rela) : 0;
}

/* Does this reference stand in a table, as its rows? */
static bool is_table_rows(const Elf64_Shdr *in, const Elf64_Rela *r, const Elf64_Shdr *rows)
{
	size_t n_at = r->r_offset - offsetof(struct table, rows) + offsetof(struct table, n);
	uint16_t n;

	if (ELF64_R_TYPE(r->r_info) != R_X86_64_64 || r->r_addend || in->sh_type != SHT_PROGBITS ||
	    r->r_offset < offsetof(struct table, rows) || n_at + sizeof(n) > in->sh_size)
		return false;
	memcpy(&n, file + in->sh_offset + n_at, sizeof(n));
	return rows->sh_size == n * sizeof(struct row);
}

static bool is_global(int section)
{
	for (int i = 0; i < elf->e_shnum; i++) {
		const Elf64_Shdr *s = &sections[i];
		const Elf64_Sym *at = (Elf64_Sym *)(file + s->sh_offset), *end = at + s->sh_size / sizeof(*at);

		for (; s->sh_type == SHT_SYMTAB && at < end; at++)
			if (at->st_shndx == section && ELF64_ST_BIND(at->st_info) != STB_LOCAL)
				return true;
	}
	return false;
}

/* Do tables refer to a section as their rows, and nothing else to it? */
static bool is_rows(int section)
{
	size_t tables = 0;

	for (int i = 0; i < elf->e_shnum; i++) {
		const Elf64_Shdr *s = &sections[i], *in = &sections[s->sh_info];
		Elf64_Rela *r = relocations_begin(s);

		for (size_t n = relocations_count(s); n && in->sh_flags & SHF_ALLOC; n--, r++) {
			if (symbol(s, r)->st_shndx != section)
				continue;
			if (!is_table_rows(in, r, &sections[section]))
				return false;
			tables++;
		}
	}
	return tables > 0 && !is_global(section);
}

static int by_offset(const void *a, const void *b)
{
	const Elf64_Rela *x = a, *y = b;

	return x->r_offset < y->r_offset ? -1 : x->r_offset > y->r_offset;
}

/* One row: which of its bytes and pointers are not zero, then these. */
static unsigned char *pack_row(const unsigned char *row, size_t at, Elf64_Rela **r, unsigned char *to, const unsigned char *start)
{
	unsigned char *said = to;

	memset(to, 0, PACKED_SAID);
	to += PACKED_SAID;
	for (size_t i = 0; i < PACKED_BYTES; i++)
		if (row[i]) {
			said[i / 8] |= 1u << i % 8;
			*to++ = row[i];
		}
	for (size_t i = PACKED_BYTES; i < PACKED_BITS; i++)
		if ((*r)->r_offset == at + PACKED_BYTES + (i - PACKED_BYTES) * sizeof(void *)) {
			said[i / 8] |= 1u << i % 8;
			(*r)->r_info = ELF64_R_INFO(ELF64_R_SYM((*r)->r_info), R_X86_64_32);
			(*r)++->r_offset = to - start;
			memset(to, 0, 4);
			to += 4;
		}
	return to;
}

/* Are the references of rows pointers of theirs, all that there are? */
static bool can_pack(const Elf64_Shdr *rows, const Elf64_Rela *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ELF64_R_TYPE(r[i].r_info) != R_X86_64_64 || r[i].r_offset % sizeof(void *) ||
		    r[i].r_offset % sizeof(struct row) < PACKED_BYTES || r[i].r_offset >= rows->sh_size)
			return false;
	return n > 0;
}

static void pack_rows(Elf64_Shdr *rows, Elf64_Shdr *relocations)
{
	Elf64_Rela *r = relocations_begin(relocations), *end = r + relocations_count(relocations);
	Elf64_Rela *all = malloc(relocations->sh_size + sizeof(*r)), *at = all;
	unsigned char *packed = malloc(rows->sh_size + 1), *to = packed;

	if (!packed || !all)
		die("pack", "no memory");
	memcpy(all, r, relocations->sh_size);
	qsort(all, end - r, sizeof(*r), by_offset);
	all[end - r] = (Elf64_Rela){ .r_offset = UINT64_MAX };
	*to++ = PACKED;
	for (size_t i = 0; i < rows->sh_size; i += sizeof(struct row))
		to = pack_row(file + rows->sh_offset + i, i, &at, to, packed);
	memcpy(r, all, relocations->sh_size);
	memcpy(file + rows->sh_offset, packed, to - packed);
	rows->sh_size = to - packed;
	rows->sh_addralign = 1;
	free(packed);
	free(all);
}

int main(int argc, char **argv)
{
	size_t size;

	if (argc != 2)
		die("pack", "wants the name of one file");
	size = load(argv[1]);
	for (int i = 0; i < elf->e_shnum; i++) {
		Elf64_Shdr *s = &sections[i];

		if (relocations_count(s) && can_pack(&sections[s->sh_info], relocations_begin(s), relocations_count(s)) &&
		    is_rows(s->sh_info))
			pack_rows(&sections[s->sh_info], s);
	}
	save(argv[1], size);
	return 0;
}
