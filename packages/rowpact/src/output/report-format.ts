/** Every form that a report can have, and its name in a folder of reports. */
export const REPORT_FILES = {
  text: 'report.txt',
  json: 'report.json',
  sarif: 'report.sarif',
  junit: 'junit.xml',
  github: 'github-annotations.txt',
  gitlab: 'gl-code-quality-report.json',
  markdown: 'comment.md',
  checklist: 'checklist.md',
} as const;

export type ReportFormat = keyof typeof REPORT_FILES;

// The keys of an object literal are just those of its type.
export const REPORT_FORMATS = Object.keys(REPORT_FILES) as readonly ReportFormat[];
