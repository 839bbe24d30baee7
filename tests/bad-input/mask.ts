/** What differs from run to run, in words that do not: the folder, times, process ids, versions of Parquet files. */
export function mask(text: string, folder: string): string {
  return text
    .replaceAll(folder, '<project>')
    .replace(/^\d\d:\d\d:\d\d {2}/gm, '<time>  ')
    .replace(/^(<time> {2}Found .*?)\b\d+ macros/gm, '$1<n> macros')
    .replace(/(?<![%\w.])\d+(\.\d+)?s\b/g, '0.00s')
    .replace(/\b\d+\.\d\d seconds\b/g, '0.00 seconds')
    .replace(/\b(process|PID) \d+/g, '$1 <pid>')
    .replace(/\bv\d{13}\b/g, 'v<time>')
    .replace(/"at":"[^"]*"/g, '"at":"<time>"')
    .replace(/"run_id":"[^"]*"/g, '"run_id":"<id>"')
    .replace(/"elapsed_ms":\d+/g, '"elapsed_ms":0')
    .replace(/\d+(\.\d+)? [KMG]iB/g, '<amount>')
    .replace(/\bv\d+\.\d+\.\d+\/\w+\//g, '<version>/<platform>/')
    .replace(/ {3,}(exit \d+)$/gm, '   $1')
    .replace(/ +$/gm, '');
}
