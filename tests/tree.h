#pragma once

namespace gouji {

/// Where the tests find the tree they belong to and the program built from it. Set by CMake; kept out of the compiler's
/// command line, so that two checkouts share what they compile.
extern const char* const kRoot;    ///< the folder of CMakeLists.txt
extern const char* const kBinary;  ///< the gouji program

}  // namespace gouji
