# Every third-party package and its lowest version, in one place.
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Threads REQUIRED)
if(NOT FIDUCIAL_COMPUTE)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Svg Sql Test LinguistTools)
    find_package(OpenCV 4.6 REQUIRED COMPONENTS core imgproc imgcodecs dnn objdetect)
    find_package(pugixml REQUIRED)
    find_package(SQLite3 REQUIRED)
endif()

find_program(FIDUCIAL_CCACHE ccache)
if(FIDUCIAL_CCACHE)
    # Two checkouts share the cache: paths below them do not count; nor does a precompiled header spoil it.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${FIDUCIAL_CCACHE})
endif()

if(FIDUCIAL_TORCH)
    find_package(LibTorch 2.11 QUIET)
    if(FIDUCIAL_COMPUTE AND NOT LibTorch_FOUND)
        message(FATAL_ERROR "fiducial: no LibTorch 2.11 or newer, and nothing to build without it; FIDUCIAL_LIBTORCH names it.")
    elseif(LibTorch_FOUND)
        message(STATUS "LibTorch ${LibTorch_VERSION} (CUDA: ${LibTorch_CUDA}) in ${LibTorch_PREFIX}")
    else()
        message(NOTICE "fiducial: no LibTorch 2.11 or newer; TorchScript and safetensors models will not run. "
            "./dev setup gets it, or FIDUCIAL_LIBTORCH names it.")
    endif()
endif()
