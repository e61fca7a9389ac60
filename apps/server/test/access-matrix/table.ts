// Who may do what: every typed procedure and every route of OnTrack's interface, with the status that each caller gets.
// `docs/rules.md`, section 5, says the same in words. The test beside this file tries every cell.

/**
 * What a credential makes of an operation, by what the operation needs. `own`: whatever its person gets in the tables
 * below. `expired` and `revoked` stand for personal tokens that would have sufficed.
 */
export const CREDENTIALS_AT_PROCEDURES = `
  needs    browser  ontrack  read  track  feed  expired  revoked  nobody  service
  read     own      own      own   own    403   401      401      401     403
  track    own      own      403   own    403   401      401      401     403
  sign-in  own      own      403   403    403   401      401      401     403
  report   403      403      403   403    403   401      401      401     200`;

/** OnTrack's routes know no cookie, and what needs `feed` no header. */
export const CREDENTIALS_AT_ROUTES = `
  needs    browser  ontrack  read  track  feed  expired  revoked  nobody  service
  read     419      own      own   own    403   419      419      419     403
  track    419      own      403   own    403   419      419      419     403
  sign-in  419      own      403   403    403   419      419      419     403
  feed     419      419      403   403    own   419      419      419     403
  report   419      403      403   403    403   419      419      419     200`;

/**
 * `student`, `tutor` and `convenor` are of the unit that the call is about; `tutor~` and `convenor~` of another, in which
 * the others hold no role. `foreign`: what the convenor gets who puts an id of that other unit, of its people or of what
 * is theirs in the place of any one id of the call; `-` where a call holds no id, or only ids that nobody is refused.
 */
export const PROCEDURES = `
  procedure                    needs    student  tutor~  tutor  convenor~  convenor  admin  foreign
  viewer.me                    read     200      200     200    200        200       200    -
  viewer.signOutEverywhere     sign-in  200      200     200    200        200       200    -
  viewer.setTimezone           sign-in  200      200     200    200        200       200    -
  tracker.recordActivity       track    200      404     200    404        200       200    404
  tracker.heartbeat            track    200      200     200    200        200       200    200
  tracker.reportActs           report   403      403     403    403        403       403    -
  tracker.current              read     200      200     200    200        200       200    -
  desk.inbox                   read     403      404     200    404        200       200    404
  desk.task                    read     200      404     200    404        200       200    404
  desk.assess                  track    200      404     200    404        200       200    404
  desk.comment                 track    200      404     200    404        200       200    404
  desk.deleteComment           track    403      404     200    404        200       200    404
  desk.markCommentUnread       track    200      404     200    404        200       200    404
  sessions.list                read     403      404     200    404        200       200    404
  sessions.browse              read     403      404     200    404        200       200    404
  sessions.calendar            read     403      404     200    404        200       200    404
  sessions.show                read     404      404     200    404        200       200    404
  sessions.delete              sign-in  403      404     403    404        200       200    404
  sessions.restore             sign-in  403      404     403    404        200       200    404
  reports.tutor                read     403      404     200    404        200       200    404
  reports.unit                 read     403      404     403    404        200       200    404
  reports.whereTimeWent        read     403      404     200    404        200       200    404
  units.changePolicy           sign-in  403      404     403    404        200       200    404
  units.policies               read     403      404     403    404        200       200    404
  units.timetable              read     403      404     403    404        200       200    404
  units.changeTimetable        sign-in  403      404     403    404        200       200    404
  units.previewTimetable       sign-in  403      404     403    404        200       200    404
  units.recompute              sign-in  403      404     403    404        200       200    404
  units.deletionEffect         read     403      404     403    404        200       200    404
  workload.hours               read     403      404     200    404        200       200    404
  workload.setHours            sign-in  403      404     403    404        200       200    404
  workload.forecast            read     403      404     403    404        200       200    404
  workload.turnaround          read     403      404     403    404        200       200    404
  workload.weeks               read     403      404     403    404        200       200    404
  workload.hourMap             read     403      404     403    404        200       200    404
  workload.spentOn             read     403      404     403    404        200       200    404
  admin.people                 read     403      403     403    403        403       200    -
  admin.addPerson              sign-in  403      403     403    403        403       200    -
  admin.changePerson           sign-in  403      403     403    403        403       200    403
  admin.importPeople           sign-in  403      403     403    403        403       200    -
  admin.staff                  read     403      404     403    404        200       200    404
  admin.giveRole               sign-in  403      404     403    404        200       200    404
  admin.endRole                sign-in  403      404     403    404        200       200    404
  admin.rollOver               sign-in  403      403     403    403        403       200    403
  admin.archiveUnit            sign-in  403      403     403    403        403       200    403
  admin.log                    read     403      404     403    404        200       200    404
  admin.removedSessions        read     403      403     403    403        403       200    -
  admin.tokens                 read     403      403     403    403        403       200    -
  tokens.list                  sign-in  200      200     200    200        200       200    -
  tokens.create                sign-in  200      200     200    200        200       200    -
  tokens.revoke                sign-in  200      200     200    200        200       200    404
  serviceAccounts.list         sign-in  403      403     403    403        403       200    -
  serviceAccounts.create       sign-in  403      403     403    403        403       200    -
  serviceAccounts.change       sign-in  403      403     403    403        403       200    -
  serviceAccounts.close        sign-in  403      403     403    403        403       200    -
  serviceAccounts.issueToken   sign-in  403      403     403    403        403       200    -
  serviceAccounts.revokeToken  sign-in  403      403     403    403        403       200    -`;

export const ROUTES = `
  route                                                                          needs    student  tutor~  tutor  convenor~  convenor  admin  foreign
  PUT /api/auth                                                                  sign-in  200      200     200    200        200       200    -
  DELETE /api/auth                                                               sign-in  204      204     204    204        204       204    -
  GET /api/units                                                                 read     200      200     200    200        200       200    -
  GET /api/units/:unit_id/tasks/inbox                                            read     403      404     200    404        200       200    404
  GET /api/units/:unit_id/marking_sessions                                       read     403      404     200    404        200       200    404
  PUT /api/projects/:id/task_def_id/:task_definition_id                          track    200      404     200    404        200       200    404
  GET /api/projects/:id/task_def_id/:task_definition_id/submission_details       track    200      404     200    404        200       200    404
  GET /api/projects/:id/task_def_id/:task_definition_id/submission_files         track    200      404     200    404        200       200    404
  GET /api/projects/:id/task_def_id/:task_definition_id/comments                 track    200      404     200    404        200       200    404
  POST /api/projects/:id/task_def_id/:task_definition_id/comments                track    201      404     201    404        201       201    404
  GET /api/projects/:id/task_def_id/:task_definition_id/comments/:comment_id     track    404      404     404    404        404       404    404
  DELETE /api/projects/:id/task_def_id/:task_definition_id/comments/:comment_id  track    403      404     204    404        204       204    404
  POST /api/projects/:id/task_def_id/:task_definition_id/comments/:comment_id    track    201      404     201    404        201       201    404
  GET /api/tutor-times/tutor/:tutor_id                                           read     403      404     200    404        200       200    404
  GET /api/tutor-times/student/:student_id                                       read     403      404     200    404        200       200    404
  DELETE /api/tutor-times/:id                                                    sign-in  403      404     403    404        204       204    404
  GET /api/csv/units/:id/tutor_times_summary                                     read     403      404     403    404        200       200    404
  GET /api/csv/units/:id/my_marking_sessions                                     read     403      404     200    404        200       200    404
  GET /api/calendar/sessions.ics                                                 feed     200      200     200    200        200       200    -
  POST /api/acts                                                                 report   403      403     403    403        403       403    -`;

/** Open to everybody, whatever they show. */
export const OPEN = ["GET /api/auth/method", "POST /api/auth"];

/** Nobody gets anything there yet: no comment has a file. Whoever may not see the task gets the same. */
export const NEVER_ALLOWED = ["GET /api/projects/:id/task_def_id/:task_definition_id/comments/:comment_id"];
