/* capabilities.c - gives up the rights that the file of this program gave.  SPDX-License-Identifier: GPL-2.0-or-later */
#include "capabilities.h"

#include <linux/capability.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

void capabilities_drop(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3], none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

	if (!getauxval(AT_UID) || !getauxval(AT_EUID) || syscall(SYS_capget, &header, data) < 0)
		return;
	if (!(data[0].inheritable & 1u << CAP_NET_ADMIN))
		syscall(SYS_capset, &header, none);
}

void capabilities_begin(int argc, char **argv)
{
	if (argc < 3 || strcmp(argv[1], "vrf") || strcmp(argv[2], "exec"))
		capabilities_drop();
}
