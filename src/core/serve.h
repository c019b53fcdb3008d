/* serve.h: the commands that keep running: `spil serve` and `spil worker`; and `spil init`. */
#ifndef SPIL_CORE_SERVE_H
#define SPIL_CORE_SERVE_H

int serve_command(int argc, char **argv);
int worker_command(int argc, char **argv);
int init_command(int argc,
                 char **argv); /* makes or brings up to date a database and its key file */
int routes_command(int argc, char **argv);
int verify_command(int argc, char **argv);
int sqlcheck_command(int argc, char **argv);

#endif
