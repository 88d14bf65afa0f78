//! What the forms of a draft have in common: they are saved as they are typed, an old page does not undo what
//! was written after it, and what is sent after the session's end is set aside for the draft's owner.

use std::str::FromStr;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use serde::Deserialize;
use serde_json::{Value, json};

use super::error::WebError;
use super::forms::are_same;
use super::page::{Page, see_other};
use super::submissions::{change, draft_of, not_a_draft};
use super::visitor::Citizen;
use crate::app::App;
use crate::i18n::Locale;
use crate::submission::records::Submission;
use crate::submission::typed::{self, Form, SetAside};
use crate::submission::{Content, SubmissionId, draft};

/// The id of a form that is saved as it is typed.
pub(super) const FORM: &str = "step-form";
/// What the address says when the sender came from the last page, and goes back there.
pub(super) const REVIEW: &str = "review";

/// What a form carries beside what is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Step {
    /// What the form showed when its page was made.
    pub(super) version: String,
    /// What only a page of the draft's owner knows.
    token: String,
    /// Which button was pressed.
    then: String,
    /// Where to go when everything is right, if not to the next page.
    #[serde(rename = "return")]
    return_to: String,
}

/// What is to be done with a form.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It is to be right, and the next page follows.
    Continue,
    /// It is saved as it is, for another time.
    Later,
    /// A script saves it while it is typed.
    Typing,
    /// It is saved as it is, and shown in another language.
    Speak(Locale),
}

/// What the page of a form puts into it.
pub(super) struct Carried {
    pub(super) version: String,
    pub(super) token: String,
    /// Whether the sender came from the last page.
    pub(super) from_review: bool,
}

impl Carried {
    pub(super) fn by(app: &App, id: SubmissionId, version: String, from_review: bool) -> Self {
        Self {
            version,
            token: typed::token(&app.desk.keys, id),
            from_review,
        }
    }
}

impl Step {
    pub(super) fn then(&self) -> Then {
        match self.then.as_str() {
            "later" => Then::Later,
            "typing" => Then::Typing,
            tag => Locale::from_tag(tag).map_or(Then::Continue, Then::Speak),
        }
    }

    pub(super) fn is_from_review(&self) -> bool {
        self.return_to == REVIEW
    }

    /// Where a form leads that is right.
    pub(super) fn onward(&self, id: SubmissionId, next: &str) -> HttpResponse {
        let page = if self.is_from_review() { REVIEW } else { next };
        see_other(format!("/submissions/{id}/{page}"))
    }

    /// Saves a form: `put` puts it into its draft, unless the draft was written in since the form's page was made.
    pub(super) async fn save(
        &self,
        (app, citizen, submission): (&App, &Citizen, &Submission),
        form: &Form,
        put: impl FnOnce(&mut Content),
    ) -> Result<Saved, WebError> {
        let id = submission.id;
        let mut saved = Saved::Old;
        change(app, citizen, id, |content| {
            let shown = form.shown(content);
            let mut after = content.clone();
            put(&mut after);
            let now = form.shown(&after);
            // Pressed twice, it says the same twice.
            if now == shown || self.version == shown.version(&app.desk.keys, id) {
                *content = after;
                saved = Saved::Now(now);
            } else {
                saved = Saved::Changed(shown);
            }
        })
        .await?;
        if let (Saved::Now(_), Some(aside)) = (&saved, &submission.set_aside)
            && aside.form.is_like(form)
        {
            draft::forget_aside(&app.desk, &citizen.person, id).await?;
        }
        Ok(saved)
    }

    /// The answer to who does not want to go on, or does not see it: a script. None for who wants to go on.
    pub(super) fn answer(
        &self,
        (app, page, id): (&App, &Page, SubmissionId),
        saved: &Saved,
    ) -> Option<HttpResponse> {
        match (self.then(), saved) {
            (Then::Typing, Saved::Now(form)) => {
                let time = page.locale.time(app.desk.clock.now());
                let said = t!(page, "draft-saved", time = time);
                let version = form.version(&app.desk.keys, id);
                let told = json!({ "said": said, "version": version });
                Some(to_script(StatusCode::OK, &told))
            }
            // The page itself knows what to say.
            (Then::Typing, Saved::Changed(_)) => Some(to_script(
                StatusCode::CONFLICT,
                &json!({ "error": "changed" }),
            )),
            (Then::Typing, Saved::Old) => {
                Some(to_script(StatusCode::FORBIDDEN, &json!({ "error": "old" })))
            }
            (Then::Later, Saved::Now(_)) => Some(see_other("/submissions?saved")),
            (Then::Speak(locale), Saved::Now(_)) => {
                let back = if self.is_from_review() {
                    "return=review&"
                } else {
                    ""
                };
                Some(see_other(format!(
                    "{}?{back}lang={}",
                    page.path,
                    locale.tag()
                )))
            }
            (Then::Continue, _) | (_, Saved::Changed(_) | Saved::Old) => None,
        }
    }

    /// Keeps a form that was sent when its draft's owner was not logged in, if it came from a page of hers; gives
    /// the error with which it was refused.
    pub(super) async fn set_aside(
        self,
        app: &App,
        id: &str,
        form: Form,
        refused: WebError,
    ) -> WebError {
        let Ok(id) = SubmissionId::from_str(id) else {
            return refused;
        };
        if !are_same(&self.token, &typed::token(&app.desk.keys, id)) {
            return refused;
        }
        let aside = SetAside {
            form,
            version: self.version,
        };
        match (draft::set_aside(&app.desk, id, &aside).await, refused) {
            (Ok(true), WebError::LoginRequired { return_to, .. }) => WebError::LoginRequired {
                return_to,
                is_kept: true,
            },
            (Ok(_), refused) => refused,
            (Err(error), _) => error.into(),
        }
    }
}

fn to_script(status: StatusCode, told: &Value) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(told)
}

/// What became of a form.
pub(super) enum Saved {
    /// The draft shows it now, and so.
    Now(Form),
    /// The draft was written in since the form's page was made, and says this.
    Changed(Form),
    /// The form is from before a new log-in.
    Old,
}

/// The draft of a form, if it is its owner who sends it.
pub(super) async fn owned(
    app: &App,
    citizen: Result<Citizen, WebError>,
    id: &str,
) -> Result<(Citizen, Submission), WebError> {
    let citizen = citizen?;
    let submission = draft_of(app, &citizen, id).await?;
    Ok((citizen, submission))
}

/// Where what was set aside is read: nothing is sent over the head of it.
pub(super) fn page_of_aside(submission: &Submission) -> Option<String> {
    let page = match submission.set_aside.as_ref()?.form {
        // Whom a letter was to is settled, and its page has no such form.
        Form::Sender(_) if submission.content.in_reply_to.is_some() => return None,
        Form::Sender(_) => "sender",
        Form::Message(_) => "message",
    };
    Some(format!(
        "/submissions/{}/{page}?return={REVIEW}",
        submission.id
    ))
}

/// What a person comes back to.
pub(super) struct Returned {
    pub(super) submission: Submission,
    /// What the form of the page is to show.
    pub(super) form: Form,
    /// Whether it was set aside for her.
    pub(super) was_aside: bool,
    /// What the draft says, if it was written in since the form was set aside.
    pub(super) instead: Option<Form>,
}

/// The draft of a page, and what its form is to show: what was set aside, else what the draft says.
pub(super) async fn returned_to(
    app: &App,
    citizen: &Citizen,
    submission: Submission,
    any: &Form,
) -> Result<Returned, WebError> {
    let id = submission.id;
    let aside = submission
        .set_aside
        .clone()
        .filter(|aside| aside.form.is_like(any));
    let Some(aside) = aside else {
        return Ok(Returned {
            form: any.shown(&submission.content),
            submission,
            was_aside: false,
            instead: None,
        });
    };
    let form = aside.form.clone();
    let Ok(fits) = draft::take_in(&app.desk, &citizen.person, id, aside).await? else {
        return Err(not_a_draft(app, citizen, id).await);
    };
    let submission = draft_of(app, citizen, &id.to_string()).await?;
    let instead = (!fits).then(|| any.shown(&submission.content));
    Ok(Returned {
        submission,
        form,
        was_aside: true,
        instead,
    })
}
