/** @param folder made anew; within the repository, so that DuckDB is found from it */
export declare function bundle(folder: string): Promise<void>;
