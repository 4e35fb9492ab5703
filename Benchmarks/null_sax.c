// The limit for reading XML: libxml2's push parser, fed 64 KB at a time, with callbacks that only count.
#include <libxml/parser.h>
#include <stdio.h>

static unsigned long tags, bytes;

static void start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaceCount, const xmlChar **namespaces, int attributeCount, int defaulted,
                  const xmlChar **attributes) {
  tags++;
}

static void end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  tags++;
}

static void characters(void *context, const xmlChar *text, int count) { bytes += count; }

int main(int count, char **arguments) {
  static char buffer[64 << 10];
  FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
  if (!file) {
    fprintf(stderr, "usage: null_sax FILE\n");
    return 64;
  }
  setvbuf(file, NULL, _IONBF, 0);
  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = handler.ignorableWhitespace = handler.cdataBlock = characters;
  xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
  xmlCtxtUseOptions(parser, XML_PARSE_NONET);
  size_t size;
  int failure = 0;
  while (!failure && (size = fread(buffer, 1, sizeof buffer, file)) > 0)
    failure = xmlParseChunk(parser, buffer, size, 0);
  if (!failure) failure = xmlParseChunk(parser, NULL, 0, 1);
  printf("%lu tags, %lu bytes of text\n", tags, bytes);
  return failure != 0;
}
