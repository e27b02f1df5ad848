import { Catch, HttpException, Logger } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FieldProblem, Problem } from '@sightline/contracts';
import { STATUS_CODES } from 'node:http';
import { StorageUnavailable } from './engine/errors.js';

interface Reply {
  readonly sent: boolean;
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

const retryAfterSeconds = 2;

/**
 * Turns every error into a problem document (RFC 9457). An HttpException says what happened in words of ours;
 * anything else is a bug or a failing database, of which a caller is told nothing but that.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return;
    const problem = problemOf(error);
    if (problem.status >= 500 && problem.status !== 503) this.logger.error('a request failed', error instanceof Error ? error.stack : undefined);
    reply.status(problem.status).header('content-type', 'application/problem+json');
    if (problem.status === 503) reply.header('retry-after', String(error instanceof StorageUnavailable ? error.retryAfterSeconds : retryAfterSeconds));
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    const { id: requestId } = host.switchToHttp().getRequest<{ readonly id: string }>();
    reply.send(JSON.stringify({ ...problem, requestId } satisfies Problem));
  }
}

/** The document for an error. `type` is the status's own, as nothing of ours needs more. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StorageUnavailable) {
    return document(503, `Nothing was stored: ${error.message}.`, { action: 'Send the same again after the time in Retry-After.' });
  }
  if (error instanceof Error && 'code' in error && error.code === 'FST_ERR_HANDLER_TIMEOUT') {
    return document(503, 'This took too long and was given up.', { action: 'Try again shortly. If you changed something, look first whether it is there.' });
  }
  if (!(error instanceof HttpException)) return document(500, 'Sightline failed to answer; the failure was logged.');
  const body = error.getResponse();
  const status = error.getStatus();
  if (typeof body === 'string') return document(status, detailOf(status, body));
  const { message, problems, action, changed } = body as { message?: unknown; problems?: unknown; action?: unknown; changed?: Problem['changed'] };
  return document(status, detailOf(status, message), {
    ...(typeof action === 'string' ? { action } : {}),
    ...(Array.isArray(problems) ? { problems: problems.filter(isFieldProblem) } : {}),
    ...(changed === undefined ? {} : { changed }),
  });
}

const document = (status: number, detail: string, more: Partial<Problem> = {}): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  ...more,
});

/** The framework's own words for an unknown route and an unreadable body repeat the address or the body, which may be about a person. */
function detailOf(status: number, message: unknown): string {
  const words = Array.isArray(message) ? message.join('; ') : message;
  if (typeof words !== 'string') return STATUS_CODES[status] ?? 'Error';
  if (/^Cannot [A-Z]+ \//.test(words)) return 'There is nothing at this address.';
  if (/JSON/.test(words) && status === 400) return 'The body is not JSON.';
  return words;
}

const isFieldProblem = (value: unknown): value is FieldProblem =>
  typeof value === 'object' && value !== null && 'path' in value && 'message' in value;
