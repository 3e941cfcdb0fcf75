# fiducial_add_library, fiducial_add_executable, fiducial_add_test: how every target of the project is made.

add_library(fiducial_options INTERFACE)
target_compile_features(fiducial_options INTERFACE cxx_std_20)
if(FIDUCIAL_WARNINGS)
    target_compile_options(fiducial_options INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Wsuggest-override
        -Wno-missing-field-initializers) # designated initialisers name what differs from the default
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # "x" + std::string sets it off inside the standard library (GCC bug 105651).
        target_compile_options(fiducial_options INTERFACE -Wno-restrict)
    endif()
endif()
if(FIDUCIAL_WERROR)
    target_compile_options(fiducial_options INTERFACE -Werror)
endif()
if(FIDUCIAL_SANITIZE)
    target_compile_options(fiducial_options INTERFACE -fsanitize=${FIDUCIAL_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(fiducial_options INTERFACE -fsanitize=${FIDUCIAL_SANITIZE})
    target_compile_definitions(fiducial_options INTERFACE FIDUCIAL_SANITIZED _GLIBCXX_ASSERTIONS)
endif()
# The module that holds LibTorch is opened with RTLD_DEEPBIND; copy relocations of std::cout would crash it.
target_compile_options(fiducial_options INTERFACE -fPIC)
find_program(FIDUCIAL_LLD ld.lld)
if(FIDUCIAL_LLD)
    target_link_options(fiducial_options INTERFACE -fuse-ld=lld)
endif()

set(FIDUCIAL_QT_DEFINITIONS QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# fiducial_add_library(name [QT] SOURCES ... HEADERS ... PUBLIC libs PRIVATE libs)
# QT: moc runs, Qt definitions hold, the strings are collected for translation.
function(fiducial_add_library name)
    cmake_parse_arguments(arg "QT" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} $<BUILD_INTERFACE:fiducial_options>)
    set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON UNITY_BUILD ${FIDUCIAL_UNITY})
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_compile_definitions(${name} PRIVATE ${FIDUCIAL_QT_DEFINITIONS})
        foreach(source IN LISTS arg_SOURCES)
            cmake_path(ABSOLUTE_PATH source)
            set_property(GLOBAL APPEND PROPERTY FIDUCIAL_TR_SOURCES ${source})
        endforeach()
    endif()
endfunction()

# fiducial_add_executable(name [QT] SOURCES ... LIBS ...)
function(fiducial_add_executable name)
    cmake_parse_arguments(arg "QT" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LIBS} fiducial_options)
    if(arg_QT)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
        target_compile_definitions(${name} PRIVATE ${FIDUCIAL_QT_DEFINITIONS})
    endif()
endfunction()

# fiducial_add_test(core/geometry/affine_test LIBS fiducial_geometry [SOURCES ...] [LABELS ...] [TIMEOUT seconds])
# The path below tests/ without .cpp is the name ctest shows; its first folder is a label, and FOLDER_tests builds all of a
# folder. Windows are drawn offscreen.
function(fiducial_add_test path)
    cmake_parse_arguments(arg "GUI" "TIMEOUT" "LIBS;LABELS;SOURCES" ${ARGN})
    string(REPLACE "/" "_" target "${path}")
    string(REGEX REPLACE "/.*" "" folder "${path}")
    add_executable(${target} ${PROJECT_SOURCE_DIR}/tests/${path}.cpp ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${arg_LIBS} fiducial_test_support Qt6::Test fiducial_options)
    target_compile_definitions(${target} PRIVATE ${FIDUCIAL_QT_DEFINITIONS})
    set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    if(NOT TARGET ${folder}_tests)
        add_custom_target(${folder}_tests)
    endif()
    add_dependencies(${folder}_tests ${target})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_test(NAME ${path} COMMAND ${target})
    set_tests_properties(${path} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${folder};${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;FIDUCIAL_DATA_DIR=${PROJECT_SOURCE_DIR}/resources;QTEST_FUNCTION_TIMEOUT=${arg_TIMEOUT}000")
endfunction()
