/** Whether a path is an address of elsewhere, such as `s3://bucket/file` or `https://…`, and no file of this machine. */
export const isAddress = (path: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
