#[[
LibTorch from headers and libraries alone: the wheel's own CMake files ask for a CUDA toolkit that a user of a CUDA wheel
does not have.

FIDUCIAL_LIBTORCH (variable or environment): an unpacked LibTorch archive, or the torch folder of an installed wheel.
Without it the wheel that ./dev put into .deps/venv.

Defines LibTorch_FOUND, LibTorch_VERSION, LibTorch_PREFIX, LibTorch_CUDA (whether the CUDA libraries are there), the
target LibTorch::LibTorch.
]]
include(FindPackageHandleStandardArgs)

set(FIDUCIAL_LIBTORCH "$ENV{FIDUCIAL_LIBTORCH}" CACHE PATH "LibTorch: an unpacked archive or a wheel's torch folder")
if(FIDUCIAL_LIBTORCH)
    set(LibTorch_PREFIX ${FIDUCIAL_LIBTORCH})
else()
    file(GLOB wheels ${PROJECT_SOURCE_DIR}/.deps/venv/lib/python3*/site-packages/torch)
    list(POP_BACK wheels LibTorch_PREFIX)
endif()

# Not cached: another prefix must not leave paths of the old one behind.
set(search PATHS "${LibTorch_PREFIX}" NO_DEFAULT_PATH NO_CACHE)
unset(LibTorch_INCLUDE_DIR)
find_path(LibTorch_INCLUDE_DIR ATen/ATen.h PATH_SUFFIXES include ${search})
foreach(name c10 torch_cpu torch c10_cuda torch_cuda)
    unset(LibTorch_${name})
    find_library(LibTorch_${name} ${name} PATH_SUFFIXES lib lib64 ${search})
endforeach()

set(LibTorch_CUDA FALSE)
if(LibTorch_c10_cuda AND LibTorch_torch_cuda)
    set(LibTorch_CUDA TRUE)
endif()

unset(LibTorch_VERSION)
foreach(header torch/headeronly/version.h torch/csrc/api/include/torch/version.h)
    if(NOT LibTorch_VERSION AND EXISTS "${LibTorch_INCLUDE_DIR}/${header}")
        file(STRINGS "${LibTorch_INCLUDE_DIR}/${header}" line REGEX "^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) +[0-9]+")
        list(TRANSFORM line REPLACE ".* " "")
        list(JOIN line "." LibTorch_VERSION)
    endif()
endforeach()

find_package_handle_standard_args(LibTorch
    REQUIRED_VARS LibTorch_c10 LibTorch_torch_cpu LibTorch_torch LibTorch_INCLUDE_DIR
    VERSION_VAR LibTorch_VERSION)

if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
    # Which std::string its functions take is read from the symbols of the library.
    file(STRINGS ${LibTorch_c10} symbol REGEX "NSt7__cxx1112basic_string" LIMIT_COUNT 1)
    string(COMPARE NOTEQUAL "${symbol}" "" abi)

    add_library(LibTorch::LibTorch INTERFACE IMPORTED)
    set(libraries ${LibTorch_torch} ${LibTorch_torch_cpu} ${LibTorch_c10})
    if(LibTorch_CUDA)
        # Nothing refers to these by name: they register their kernels when they are loaded.
        list(APPEND libraries -Wl,--push-state,--no-as-needed ${LibTorch_torch_cuda} ${LibTorch_c10_cuda} -Wl,--pop-state)
    endif()
    set_target_properties(LibTorch::LibTorch PROPERTIES
        INTERFACE_INCLUDE_DIRECTORIES "${LibTorch_INCLUDE_DIR};${LibTorch_INCLUDE_DIR}/torch/csrc/api/include"
        INTERFACE_COMPILE_DEFINITIONS "_GLIBCXX_USE_CXX11_ABI=$<BOOL:${abi}>"
        INTERFACE_LINK_LIBRARIES "${libraries}")
endif()
