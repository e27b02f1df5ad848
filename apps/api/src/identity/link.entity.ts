import type { LinkKind } from '@sightline/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A public link: what it is about and until when. Its token is stored nowhere: it is made from the ref with the key. */
@Entity({ name: 'link' })
@Index('link_subject', ['passengerRef', 'guardianRef'])
export class LinkEntity {
  @PrimaryColumn('text', { name: 'link_ref' })
  linkRef!: string;

  @Column('text')
  kind!: LinkKind;

  @Column('text', { name: 'passenger_ref', nullable: true })
  passengerRef!: string | null;

  @Column('text', { name: 'guardian_ref', nullable: true })
  guardianRef!: string | null;

  @Column('text', { name: 'school_ref', nullable: true })
  schoolRef!: string | null;

  @Column('text', { name: 'operator_ref', nullable: true })
  operatorRef!: string | null;

  @Column('text', { name: 'run_ref', nullable: true })
  runRef!: string | null;

  @Column('text', { name: 'assistant_ref', nullable: true })
  assistantRef!: string | null;

  @Column('text', { name: 'vehicle_ref', nullable: true })
  vehicleRef!: string | null;

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt!: Date;

  @Index('link_expires_at')
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** To the minute or so. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
