# Forwards to tools/ and meson.build; every target does all of its own set-up.
.PHONY: build run test lint bench soak clean
build: ; @tools/setup build && tools/build build
run:   ; @tools/setup build && tools/build build && exec tools/run
test:  ; @tools/setup build test && tools/test
lint:  ; @tools/setup build test && tools/lint
bench: ; @tools/setup build test bench && tools/build build && tools/bench
soak:  ; @tools/setup build test soak && tools/soak
clean: ; rm -rf build build-test build-lint
