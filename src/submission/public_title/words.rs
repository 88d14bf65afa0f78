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
    fra frå from hilsen helsing regards mvh vegne vegner behalf v sønn sønnen sonen datter datteren dotter
    dottera daughter mor moren mother far faren father ektefelle ektemake husband wife kone for nabo naboen
    nabos naboens barnet barnets elev eleven foreldre foreldra søkjar signert underskrevet underskriven
";

const JOINS: &str = "
    og and ja av of a min mi mitt mine sin sitt sine våre vårt
";

const GRAMMAR: &str = "
    om på i til med mot ved etter under uten utan over mellom som at er var har hadde blir ble vart vil skal
    kan må ikke ikkje en ei et eit jeg eg vi angående vedrørende vedrørande gjelder gjeld ang re ad about on
    in to with against regarding concerning is are was has have not the birra ny nye nytt redusert gratis
    kommunal manglende manglande ovddas vuostá søker søkjer klager klagar ønsker ønskjer ber sender svarer
    svarar applies asks å dårlig dårleg utfylt oppdatert endret endra korrigert foreløpig ulovlig ulovleg
    utsatt økonomisk viser vedlagt vedlagte ønske ønskje datert pga sv
";

const MATTER: &str = "
    adresse agreement anmodning ansvarsrett answer appeal application arealdel attachment avkjørsel
    avklaring avlastning avløp avslag avslaget avtale avvik barnehage barnehagen barnehageplass
    barnehageplassen barnevern betaling bilde bilder bilete bnr bolig boligen bpa brev brevet bruksendring
    building byggesak byggesaken byggjesak certificate complaint confirmation consent contract copy decision
    deling depositum detaljregulering dieđáhus dispensasjon document documents dokument dokumenta dokumenter
    drawings egenandel eiendom eiendommen eiendommer eiendomsskatt eigedom eigedomar eigedomen eigedomsskatt
    eldre endring enebolig erstatning ettersending faktura ferdigattest flytting foreldrebetaling
    forespørsel forflytningshemmede forslag fradeling fristen fritak fritidsbolig fullmakt førespurnad
    garasje gatelys gažaldat gebyr gnr grunnskole henvendelse hjelpemiddel hjelpemidler hjemmehjelp
    hjemmesykepleie hjemmetjeneste hjemmetjenester husleie høring høsten høyring igangsetting informasjon
    information innkalling innsigelse innspel innspill innsyn innsynskrav inntekt inntekter invoice kart
    kindergarten klaga klage klagen klager kommune kommunen kommunens kommunes kontrakt kopi krav kvittering
    ledsagerbevis legat leie leiekontrakt leilighet letter lønnsslipp lønnsslippar lønnsslipper lån mangler
    mearrádus melding meldinga meldingen merknad merknadar merknader message mielddus mobbing municipality
    møte mánáidgárdesaji mánáidgárdi nabovarsel nav notice nr nummer objection ohcamuš ohcan omsorgsbolig
    omsorgslønn omsorgsstønad oppføring oppmåling oppmålingsforretning oppseiing oppsigelse oversendelse
    oversending parkering parkeringsbot parkeringskort pdf permisjon permit photo plan planforslag protokoll
    purring påklage pålegg påminnelse question rammetillatelse rapport referat refusjon regnskap
    reguleringsplan reiseutgifter reive rekneskap renovasjon reply report request revidert sak saka saken
    sammenføyning samtykke school seksjonering sfo situasjonskart situasjonsplan skader skjema skjøte skole
    skolebytte skolen skoleplass skoleskyss skolestart skoleåret skule skulen skuvla skyss snøbrøyting
    snørydding sommeren sosialhjelp spesialpedagogisk spesialundervisning spørsmål startlån statement støtte
    støttekontakt støy suohkan support svar svaret sykehjem sykehjemsplass søknad søknadar søknaden søknader
    tegning tegninger teikningar terrasse testamente tilbakemelding tilbod tilbud tilbygg tillatelse
    tilleggsopplysninger tilrettelegging tilskot tilskudd tilsyn tiltak tjeneste tjenester tomt
    trafikksikkerhet transport uke ukene uker underskrift utbetaling utgifter utleie utsettelse utslipp
    uttale uttalelse vann vannkvalitet vannlekkasje vannskade varsel vedlegg vedr vedtak vedtaket veg vei
    veke veker vergemål vinteren våren váidalus váidda váidin vástádus årsmelding årsrapport
";

/// Ends that no surname has.
const COMPOUNDED: &str = "
    attest avtale begjæring bekreftelse bevilling dokumentasjon erklæring erstatning gebyr henvendelse klage
    kontrakt krav løyve melding opplysningar opplysninger rapport skjema stønad søknad tegninger tillatelse
    uttalelse varsel vedtak
";
