import { Body, Controller, Delete, ForbiddenException, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { callBackRequest, lookUpRequest, verifyRequest } from '@sightline/contracts';
import type { CallBackReply, CallOnLine, LookUpView, VerifyReply } from '@sightline/contracts';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { Request } from '../../identity/http.js';
import { CallBacks } from './call-backs.service.js';
import { CallsOnLine } from './calls-on-line.js';
import { LookUps } from './look-ups.service.js';
import type { Adviser } from './look-ups.service.js';

function adviserOf({ principal, sessionId }: Request): Adviser {
  if (principal?.kind !== 'account' || sessionId === undefined) throw new ForbiddenException('Look-ups are for advisers.');
  return { principal, sessionId };
}

/** A child is looked up for a caller, one at a time, and nothing is shown before the caller is verified. */
@Controller('contact/look-ups')
@Allow('child-look-up', 'act')
export class LookUpsController {
  constructor(
    private readonly lookUps: LookUps,
    private readonly callBacks: CallBacks,
    private readonly callsOnLine: CallsOnLine,
  ) {}

  @Get('calls')
  calls(@Req() request: Request): { items: CallOnLine[] } {
    return { items: this.callsOnLine.of(adviserOf(request).principal.username) };
  }

  @Post()
  @HttpCode(200)
  begin(@Body() body: unknown, @Req() request: Request): Promise<LookUpView> {
    return this.lookUps.begin(adviserOf(request), parsed(lookUpRequest, body));
  }

  @Get(':lookUpRef')
  show(@Param('lookUpRef') lookUpRef: string, @Req() request: Request): Promise<LookUpView> {
    return this.lookUps.show(adviserOf(request), lookUpRef);
  }

  @Post(':lookUpRef/acknowledge')
  @HttpCode(200)
  acknowledge(@Param('lookUpRef') lookUpRef: string, @Req() request: Request): Promise<LookUpView> {
    return this.lookUps.acknowledge(adviserOf(request), lookUpRef);
  }

  @Post(':lookUpRef/verify')
  @HttpCode(200)
  verify(@Param('lookUpRef') lookUpRef: string, @Body() body: unknown, @Req() request: Request): Promise<VerifyReply> {
    return this.lookUps.verify(adviserOf(request), lookUpRef, parsed(verifyRequest, body));
  }

  @Post(':lookUpRef/call-back')
  @HttpCode(200)
  callBack(@Param('lookUpRef') lookUpRef: string, @Body() body: unknown, @Req() request: Request): Promise<CallBackReply> {
    parsed(callBackRequest, body);
    return this.callBacks.promise(adviserOf(request), lookUpRef);
  }

  @Delete(':lookUpRef')
  @HttpCode(204)
  async end(@Param('lookUpRef') lookUpRef: string, @Req() request: Request): Promise<void> {
    await this.lookUps.finish(adviserOf(request), lookUpRef);
  }
}
