#include "model/schema.h"

/* src/model/schema.yaml, made into numbers by the build. */
static const unsigned char bytes[] = {
#include "schema_yaml.inc"
};

struct str schema_builtin(void)
{
	return (struct str){ (const char *)bytes, sizeof(bytes) };
}
