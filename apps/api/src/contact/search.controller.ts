import { BadRequestException, Controller, Get, Query } from '@nestjs/common';
import type { SearchItem } from '@sightline/contracts';
import { leastSearchCharacters } from '@sightline/domain';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import type { Principal } from '../identity/principal.js';
import { Search } from './search.service.js';

const most = 100;

@Controller('contact/search')
export class SearchController {
  constructor(private readonly search: Search) {}

  /** What a caller may have named, best first. At least three characters: less would be browsing. */
  @Get()
  @Allow('search')
  find(@Query('q') q: unknown, @CurrentPrincipal() principal: Principal): { items: SearchItem[] } {
    const typed = typeof q === 'string' ? q.trim() : '';
    if (typed.length < leastSearchCharacters || typed.length > most) {
      throw new BadRequestException({ message: `q must have ${leastSearchCharacters} to ${most} characters`, problems: [{ path: 'q', message: `must have ${leastSearchCharacters} to ${most} characters` }] });
    }
    return { items: principal.kind === 'account' ? this.search.find(typed, principal.role, Date.now()) : [] };
  }
}
