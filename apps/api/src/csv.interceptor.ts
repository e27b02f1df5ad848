import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { toCsv } from './csv.js';
import { isCsvFile, wantsCsv } from './identity/http.js';
import type { CsvRequest } from './identity/http.js';

interface Reply {
  header(name: string, value: string): Reply;
}

/** Answers `Accept: text/csv`, and addresses that end in `.csv`, with the same table that JSON would give: every reply of the shape `{ items: […] }`, or `{ metrics: […] }`. */
@Injectable()
export class CsvInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<CsvRequest>();
    if (!wantsCsv(request)) return next.handle();
    const isFile = isCsvFile(request);
    return next.handle().pipe(
      map((body) => {
        const table = tableIn(body);
        if (table === undefined) return body;
        const reply = http.getResponse<Reply>().header('content-type', 'text/csv; charset=utf-8; header=present');
        // A page of a list says where the next one begins, which a CSV has no place for.
        if (table.nextCursor !== undefined) reply.header('x-next-cursor', table.nextCursor);
        // A file is opened in a spreadsheet, which takes it for UTF-8 only if it begins so.
        return `${isFile ? '\uFEFF' : ''}${toCsv(table.rows)}`;
      }),
    );
  }
}

function tableIn(body: unknown): { rows: readonly unknown[]; nextCursor: string | undefined } | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const { items, metrics, nextCursor } = body as { items?: unknown; metrics?: unknown; nextCursor?: unknown };
  const rows: unknown = items ?? metrics;
  return Array.isArray(rows) ? { rows, nextCursor: typeof nextCursor === 'string' ? nextCursor : undefined } : undefined;
}
