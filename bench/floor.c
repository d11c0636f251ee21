/*
 * The floor of an import: makes the directories, files, symlinks and hard links of a list, and nothing else. No digest, no
 * decompression, no check, one buffer of bytes for all files.
 *
 *     cc -O2 -pthread -o floor floor.c
 *     floor LIST DIRECTORY THREADS
 *
 * LIST has entries of two strings, each closed by a NUL: "d" and a directory, "f<size>" and a file, "s<target>" and a symlink,
 * "l<path>" and another name for that file; parents first, links last. Paths are below DIRECTORY, which must exist.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
  const char *what;
  const char *path;
};

/* Of the size of a frame, as what an import writes comes out of one. */
enum { BUFFER = 8 << 20, SHARE = 1024 };

static struct entry *entries;
static size_t first_file, first_link, count;
static atomic_size_t next_directory, next_file, next_link;
static pthread_barrier_t all_directories_there, all_files_there;

static void fail(const char *path) {
  perror(path);
  exit(1);
}

static void write_file(const char *path, long long size, const char *bytes) {
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
  if (fd < 0) fail(path);
  while (size > 0) {
    ssize_t written = write(fd, bytes, size < BUFFER ? (size_t)size : BUFFER);
    if (written < 0) fail(path);
    size -= written;
  }
  const struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
  if (futimens(fd, times) < 0) fail(path);
  close(fd);
}

/* Whether it is there now: its parent may still be on its way on another thread. */
static int make(const struct entry *entry, const char *bytes) {
  const char *argument = entry->what + 1;
  switch (entry->what[0]) {
    case 'd':
      return mkdir(entry->path, 0755);
    case 's':
      return symlink(argument, entry->path);
    case 'l':
      return link(argument, entry->path);
    default:
      write_file(entry->path, atoll(argument), bytes);
      return 0;
  }
}

static void work_through(atomic_size_t *next, size_t end, size_t share, const char *bytes) {
  for (;;) {
    size_t from = atomic_fetch_add(next, share);
    if (from >= end) return;
    for (size_t i = from; i < from + share && i < end; i++) {
      while (make(&entries[i], bytes) < 0) {
        if (errno != ENOENT) fail(entries[i].path);
        sched_yield();
      }
    }
  }
}

static void *run(void *unused) {
  char *bytes = malloc(BUFFER);
  if (bytes == NULL) fail("memory");
  memset(bytes, 'x', BUFFER);
  work_through(&next_directory, first_file, 1, bytes);
  pthread_barrier_wait(&all_directories_there);
  work_through(&next_file, first_link, SHARE, bytes);
  pthread_barrier_wait(&all_files_there);
  work_through(&next_link, count, SHARE, bytes);
  free(bytes);
  return unused;
}

static void read_list(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) fail(path);
  size_t room = 0;
  for (;;) {
    char *what = NULL, *name = NULL;
    size_t length = 0;
    if (getdelim(&what, &length, 0, file) < 0) break;
    length = 0;
    if (getdelim(&name, &length, 0, file) < 0) break;
    if (count == room) {
      room = room * 2 + 1024;
      entries = realloc(entries, room * sizeof *entries);
      if (entries == NULL) fail("memory");
    }
    if (what[0] == 'd') first_file = count + 1;
    if (what[0] != 'l') first_link = count + 1;
    entries[count++] = (struct entry){what, name};
  }
  fclose(file);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: floor LIST DIRECTORY THREADS\n");
    return 64;
  }
  read_list(argv[1]);
  if (chdir(argv[2]) < 0) fail(argv[2]);
  unsigned threads = (unsigned)atoi(argv[3]);
  atomic_store(&next_file, first_file);
  atomic_store(&next_link, first_link);
  pthread_barrier_init(&all_directories_there, NULL, threads);
  pthread_barrier_init(&all_files_there, NULL, threads);
  pthread_t *handles = calloc(threads, sizeof *handles);
  if (handles == NULL) fail("memory");
  for (unsigned i = 0; i < threads; i++)
    if (pthread_create(&handles[i], NULL, run, NULL) != 0) fail("thread");
  for (unsigned i = 0; i < threads; i++) pthread_join(handles[i], NULL);
  free(handles);
  return 0;
}
