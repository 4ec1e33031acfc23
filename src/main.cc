#include "cli/cli.h"

int main(int argc, char** argv) { return gouji::cli::Run(argc, argv); }
