/* A reader that takes commands for itself: vsmartcard's, with one function of its own (PC/SC part 10;
 * IFD handler 3.0). It offers the escape command (feature 0x13), writes what comes as a line of
 * hexadecimal digits into the file named by ESCAPED, and answers as readers of ACS do. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef unsigned long DWORD;
typedef unsigned char *PUCHAR;

#define CODE(number) (0x42000000 + (number))
#define IFD_SUCCESS 0
#define IFD_ERROR_NOT_SUPPORTED 606

long IFDHControl(DWORD lun, DWORD code, PUCHAR sent, DWORD count, PUCHAR answer, DWORD room, DWORD *length)
{
	static const unsigned char features[] = {0x13, 4, 0x42, 0, 0, 1};
	static const unsigned char done[] = {0xE1, 0, 0, 0, 1, 0};

	(void)lun;
	*length = 0;
	if (room < sizeof features)
		return IFD_ERROR_NOT_SUPPORTED;
	if (code == CODE(3400)) {
		memcpy(answer, features, *length = sizeof features);
		return IFD_SUCCESS;
	}
	if (code == CODE(1)) {
		FILE *log = fopen(getenv("ESCAPED"), "a");
		for (DWORD at = 0; log && at < count; at++)
			fprintf(log, "%02x", sent[at]);
		if (log) {
			fprintf(log, "\n");
			fclose(log);
		}
		memcpy(answer, done, *length = sizeof done);
		return IFD_SUCCESS;
	}
	return IFD_ERROR_NOT_SUPPORTED;
}
