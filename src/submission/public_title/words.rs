//! Words that name nobody: what titles of letters to a municipality begin with and go on with, in
//! bokmål, nynorsk, English and Northern Sámi. A word that is also somebody's name has no place here.

use super::names::plain;

/// Short words of grammar are names as well when they are written like one: Om, Vi.
const LONGEST_SHORT: usize = 4;

/// What a word says of those that follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A name may follow: `fra kari nordmann`, `min sønn ola`.
    Introduces,
    /// It belongs to what stands before and after: `kari og ola`, `på vegne av kari`.
    Joins,
    /// It is grammar, and the name of nothing.
    Grammar,
    /// It says what the letter is, or is about; the sender's name may stand right behind it.
    Matter,
}

/// The sense of a word; none when it may be a name.
pub(super) fn sense(word: &str) -> Option<Sense> {
    let is_short = word.chars().count() <= LONGEST_SHORT;
    let may_name = is_short && is_in_title_case(word);
    let word = word.to_lowercase();
    let is_in = |words: &str| words.split_whitespace().any(|known| known == word);
    if may_name && !is_in(MATTER) {
        None
    } else if is_in(INTRODUCES) {
        Some(Sense::Introduces)
    } else if is_in(JOINS) {
        Some(Sense::Joins)
    } else if is_in(GRAMMAR) {
        Some(Sense::Grammar)
    } else if is_in(MATTER) || is_compound(&word) {
        Some(Sense::Matter)
    } else {
        None
    }
}

/// Whether it begins with a capital letter, and nothing else of it is one.
fn is_in_title_case(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && !letters.next().is_some_and(char::is_uppercase)
}

/// Whether a word is made with another one behind it: `barnehagesøknad`.
fn is_compound(word: &str) -> bool {
    COMPOUNDED.split_whitespace().any(|end| word.ends_with(end))
}

/// Whether part of a name is grammar all the same, as in `Mat og Prat AS`.
pub(super) fn is_grammar(plain_word: &str) -> bool {
    [INTRODUCES, JOINS, GRAMMAR]
        .into_iter()
        .flat_map(str::split_whitespace)
        .any(|word| plain(word) == plain_word)
}

const INTRODUCES: &str = "
    fra frå from hilsen helsing regards mvh vegne vegner behalf v sønn sønnen sonen datter datteren
    dotter dottera daughter mor moren mother far faren father ektefelle ektemake husband wife kone
";

const JOINS: &str = "
    og and ja av of
";

const GRAMMAR: &str = "
    om på i til for med mot ved etter under uten utan over mellom som at er var har hadde blir ble vart
    vil skal kan må ikke ikkje en ei et eit jeg eg vi angående vedrørende vedrørande gjelder gjeld vedr
    ang re ad about on in to with against regarding concerning is are was has have not the birra ny nye
    nytt redusert gratis kommunal manglende manglande ovddas vuostá søker søkjer klager klagar ønsker
    ønskjer ber sender svarer svarar applies asks
";

const MATTER: &str = "
    agreement anmodning answer appeal application attachment avklaring avslag avslaget avtale avvik
    barnehage barnehagen barnehageplass barnevern bilde bilder bilete brev brevet bruksendring building
    byggesak byggesaken byggjesak certificate complaint confirmation consent contract copy decision
    deling detaljregulering dieđáhus dispensasjon document documents dokument dokumenta dokumenter
    drawings eiendomsskatt eigedomsskatt endring ettersending faktura ferdigattest flytting
    foreldrebetaling forespørsel forslag fradeling fritak fullmakt førespurnad garasje gažaldat gebyr
    henvendelse hjelpemiddel hjelpemidler hjemmesykepleie høring høyring igangsetting informasjon
    information innkalling innsigelse innspel innspill innsyn innsynskrav inntekt invoice kart
    kindergarten klaga klage klagen klager kommune kommunen kommunens kommunes kontrakt kopi krav
    kvittering legat leie leiekontrakt letter lån mangler mearrádus melding meldinga meldingen merknad
    merknadar merknader message mielddus municipality møte mánáidgárdi nabovarsel nav notice
    objection ohcamuš ohcan omsorgslønn omsorgsstønad oppmåling oppseiing oppsigelse oversendelse
    oversending parkering pdf permisjon permit photo plan planforslag protokoll purring påklage
    påminnelse question rammetillatelse rapport referat regnskap reguleringsplan reive rekneskap reply
    report request revidert sak saka saken samtykke school sfo situasjonsplan skjema skjøte skole skolen
    skoleplass skoleskyss skule skulen skuvla skyss spørsmål startlån statement støtte støttekontakt
    støy suohkan support svar svaret sykehjem sykehjemsplass søknad søknadar søknaden søknader tegning
    tegninger teikningar tilbakemelding tilbod tilbud tilbygg tillatelse tilleggsopplysninger tilskot
    tilskudd tilsyn tiltak tjeneste tjenester tomt underskrift uttale uttalelse vann varsel vedlegg
    vedtak vedtaket veg vei váidalus váidda váidin vástádus årsmelding årsrapport
";

/// Ends that no surname has.
const COMPOUNDED: &str = "
    attest avtale begjæring bekreftelse bevilling dokumentasjon erklæring henvendelse klage løyve
    melding opplysninger opplysningar rapport skjema stønad søknad tegninger tillatelse uttalelse varsel
    vedtak
";
