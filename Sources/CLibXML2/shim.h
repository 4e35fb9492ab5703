// libxml2 for Swift. Only Sources/XMLKit and Sources/XMLValidation import this.
#pragma once
// Debian's libxml2 is built with ICU, whose headers clash with the ICU module that Foundation
// brings; the ICU parts of the interface are not used, so they are switched off first.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/valid.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>

// xmlFree is a variable that any thread might set, which Swift does not let through; a call is fine.
static inline void gazette_xml_free(void *memory) { xmlFree(memory); }
