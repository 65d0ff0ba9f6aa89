import type { Report } from '@rowpact/model';
import { githubAnnotations } from './annotations/github-annotations.js';
import { gitlabCodeQuality } from './annotations/gitlab-code-quality.js';
import { checklistReport } from './checklist/checklist-report.js';
import { jsonReport } from './json-report.js';
import { junitReport } from './junit-report.js';
import { markdownReport } from './markdown/markdown-report.js';
import type { ReportFormat } from './report-format.js';
import { sarifReport } from './sarif/sarif-report.js';
import { paintFor } from './style.js';
import { textReport } from './text-report.js';
import { ownTool } from './tool.js';

/** The report as one text for a file. @param check files were only compared, nothing was written */
export function renderedReport(format: ReportFormat, report: Report, check: boolean): string {
  switch (format) {
    case 'text': {
      const plain = paintFor({ colour: false });
      const { stdout, stderr } = textReport(report, check, plain, plain);
      return stdout + stderr;
    }
    case 'json':
      return jsonReport(report);
    case 'sarif':
      return sarifReport(report, ownTool());
    case 'junit':
      return junitReport(report);
    case 'github':
      return githubAnnotations(report);
    case 'gitlab':
      return gitlabCodeQuality(report);
    case 'markdown':
      return markdownReport(report);
    case 'checklist':
      return checklistReport(report);
    default:
      return format satisfies never;
  }
}
