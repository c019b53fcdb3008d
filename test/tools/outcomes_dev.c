/* outcomes_dev.c: the outcome engine as a program of its own, for tests and measurements.
 * Not: part of the product.
 * Start at main(). */
#include "feature/outcome/outcome.h"

int main(int argc, char **argv)
{
    return outcome_command(argc, argv);
}
