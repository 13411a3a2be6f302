package org.folkmoot.office.internal.elections;

import java.time.Clock;
import org.folkmoot.ballot.PaperDesk;
import org.folkmoot.ballot.Polls;
import org.folkmoot.constitution.WorkingDays;
import org.folkmoot.declaration.Declarations;
import org.folkmoot.election.Elections;
import org.folkmoot.notice.PostOffice;
import org.folkmoot.office.internal.Desk;
import org.folkmoot.page.PerInstitution;
import org.folkmoot.register.RegisterOfMembers;

/** What the pages of elections ask, by institution where it belongs to one. */
record Rooms(
    Desk desk,
    PostOffice postOffice,
    WorkingDays workingDays,
    Clock clock,
    PerInstitution<RegisterOfMembers> registers,
    PerInstitution<Elections> elections,
    PerInstitution<Polls> polls,
    PerInstitution<PaperDesk> desks,
    PerInstitution<Declarations> declarations) {}
