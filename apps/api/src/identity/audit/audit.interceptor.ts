import { HttpException, Injectable, ServiceUnavailableException, StreamableFile } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { catchError, from, mergeMap, throwError } from 'rxjs';
import type { Observable } from 'rxjs';
import { routeOf } from '../http.js';
import type { Request } from '../http.js';
import { Audit } from './audit.repository.js';
import { recordOfReply, recordOfRefusal } from './record-of.js';
import type { ReplyRecord } from './record-of.js';
import { Repeats } from './repeats.js';

interface Reply {
  getHeader(name: string): unknown;
}

const hour = 3_600_000;

/**
 * [AUD-1] [AUD-4] The one place where requests are written down, by the table `route-audit.ts`: once the handler has its
 * answer and before that is sent. What shows something and cannot be written down is not shown (503); a change that has
 * happened is written as soon as it can be.
 */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly audit: Audit,
    private readonly repeats: Repeats,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<Reply>();
    const route = routeOf(request);
    return next.handle().pipe(
      mergeMap(async (body) => {
        const record = recordOfReply(route, request, body, isFile(body, reply));
        if (record !== undefined) await this.write(record);
        return body;
      }),
      catchError((error: unknown) => from(this.refused(route, request, error)).pipe(mergeMap(() => throwError(() => error)))),
    );
  }

  private async write({ action, accountId, detail, as, hourly }: ReplyRecord): Promise<void> {
    if (as === 'change') return this.repeats.happened(action, accountId, detail);
    try {
      await (hourly ? this.repeats.note(action, accountId, detail, hour) : this.audit.append(action, accountId, detail));
    } catch {
      throw new ServiceUnavailableException('That you look at this cannot be recorded for the moment, so it is not shown. Try again shortly.');
    }
  }

  private async refused(route: string, request: Request, error: unknown): Promise<void> {
    const record = error instanceof HttpException ? recordOfRefusal(route, request, error.getStatus()) : undefined;
    if (record !== undefined) await this.repeats.refused(record.accountId, record.detail, record.action);
  }
}

/** A table as CSV, or bytes. */
const isFile = (body: unknown, reply: Reply): boolean => body instanceof StreamableFile || (typeof body === 'string' && String(reply.getHeader('content-type')).startsWith('text/csv'));
