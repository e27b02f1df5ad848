import { BadRequestException, Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import type { SearchReply } from '@sightline/contracts';
import { leastSearchCharacters } from '@sightline/domain';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { Search } from './search.service.js';

const most = 100;

/** One box. What is typed may be about a child: it is neither repeated in a problem nor kept by a browser or proxy. */
@Controller('contact/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  /** What a caller may have named, best first. At least three characters: less would be browsing. */
  @Get()
  @Allow('search')
  @Header('cache-control', 'no-store')
  find(@Query('q') q: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<SearchReply> {
    return this.search.find(checked(q), principal, Date.now());
  }

  /** The same with the words in the body: those in an address are written down by every proxy on the way. */
  @Post()
  @HttpCode(200)
  @Allow('search')
  @Header('cache-control', 'no-store')
  ask(@Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<SearchReply> {
    return this.search.find(checked(typeof body === 'object' && body !== null && 'q' in body ? body.q : undefined), principal, Date.now());
  }
}

/** A letter or digit at the least: three dots are no words. */
function checked(q: unknown): string {
  const typed = typeof q === 'string' ? q.trim() : '';
  if (typed.length >= leastSearchCharacters && typed.length <= most && /[\p{L}\p{N}]/u.test(typed)) return typed;
  const message = `must have ${leastSearchCharacters} to ${most} characters`;
  throw new BadRequestException({ message: `q ${message}`, problems: [{ path: 'q', message }] });
}
