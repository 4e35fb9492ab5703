// libyaml for Swift: a layout profile is read as its events, which carry line and column.
#pragma once
#include <yaml.h>
