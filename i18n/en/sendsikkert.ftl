# English. Same keys and arguments as nb.
#
# British spelling; “ ” and ’. The terms: innsending = submission; utkast (ikke sendt ennå) = draft (not sent
# yet); kvittering = receipt; referanse = reference; saksnummer = case number; journalnummer = journal number;
# journalført = registered; postliste = public journal; hoveddokument = main document; vedlegg = attachment;
# dokument = document; fil = file; avsender = sender; mottaker = recipient; virksomhet = organisation;
# privatperson = private individual; på vegne av = for; kommune = municipality; arkiv = archive; tittel = title;
# fortrolig / skjermet = confidential / hidden; kryptert = encrypted; laste opp, laste ned = upload, download;
# trekke tilbake / sende tilbake (arkivet) = withdraw / send back (the archive); logge inn, innlogging = log in,
# login; fødselsnummer = national identity number; feil = error, problem; bekrefte / kontrollere = confirm /
# check; svare på, svar = reply to, reply.

## Every page
service-name = Send securely
skip-to-main = Skip to main content
header-nav-label = My account
header-languages-label = Language
nav-submissions = My submissions
nav-log-out = Log out
footer-provider = { $municipality } is responsible for this service.
footer-encryption = The documents are encrypted at once, so that only the municipality’s archive can open them.
footer-contact-heading = Contact { $municipality }
footer-phone = Telephone
footer-email = E-mail
footer-address = Address
footer-hours = Opening hours
footer-links-label = About the service
footer-help = Help
footer-privacy = Privacy
footer-accessibility = Accessibility
footer-website = The website of { $municipality }
error-title-prefix = Error:
error-summary-heading = There is a problem
button-continue = Save and continue
back-to-start = To the front page
back-to-submissions = To your submissions
document-main = Main document
document-attachment = Attachment

## The names of what is filled in or given out
fact-sender = Sender
fact-sender-person = Private individual
fact-sender-organisation = Organisation, organisation number { $number }
fact-recipient = Recipient
fact-title = Title
fact-confidential = Confidential information
fact-confidential-yes = Yes, ticked
fact-confidential-no = No, not ticked
fact-public-title = Proposed for the public journal
fact-case-number = Case number
fact-comment = Comment
fact-email = E-mail
fact-documents = Documents
fact-reference = Reference
fact-journal-number = Journal number
fact-sent = Sent
fact-status = Status
fact-from-archive = Message from the archive

## Days and times
date-day = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
date-time = { $hour }:{ $minute }
date-minute = { $day } at { $time }

## The four steps
steps-label = Steps of the submission
steps-current = Step { $step } of { $total }
steps-sender = Sender
steps-message = Message
steps-files = Files
steps-review = Check

## Front page
start-title = Send documents to the municipality
start-description = Send letters and documents securely to { $municipality }. Log in with ID-porten, upload your files and get a receipt at once.
start-heading = Send documents securely to { $municipality }
start-intro = Here you can send letters and other documents to the municipality, including documents that others should not read. You log in with ID-porten, so that the municipality knows for certain who the sender is.
start-log-in = Log in with ID-porten
start-continue = Go to your submissions
start-use-heading = When can you use the service?
start-use-document = You have documents that the municipality is to process or register.
start-use-case = You want to add something to a case the municipality already has.
start-use-reply = You are replying to a letter from the municipality.
start-use-sensitive = The documents contain health information or other private matters that should not be sent by ordinary e-mail.
start-not-heading = When should you do something else?
start-not-form = If the municipality has its own form for what you want, such as applying for a place in kindergarten, use that form.
start-not-question = If you only have a question that does not belong to a case, call or write to the municipality in the usual way.
start-not-links = You find these elsewhere:
start-need-heading = What do you need?
start-need-id = An electronic ID for ID-porten, such as BankID.
start-need-files = The documents as files on your phone or computer. You can scan papers with your phone.
start-need-files-help = How to make a PDF
start-need-email = An e-mail address that the receipt can be sent to.
start-need-case = The case number, if the municipality has written to you about the case. You find it in the letter.
start-need-organisation = How to send for an organisation
start-need-pause = You can take a break and continue later. What you have saved is deleted { $days ->
        [one] one day
       *[other] { $days } days
    } after you last changed it.
start-public-heading = Mail to the municipality is normally public
start-public-rule = The municipality lists what it receives in a public journal that anyone can read online. The title is shown there, and others, such as newspapers, may ask to see the documents.
start-public-exempt = Information under a duty of confidentiality is not shown. Nor is other information that the law allows the municipality to hold back. The municipality considers this before anything is published.
start-public-title = So do not put names, national identity numbers or anything else private in the title. If the submission contains anything confidential, you can tick a box for that.
start-files-heading = Which files can you send?
start-files-text = Text: { $kinds }
start-files-image = Pictures: { $kinds }
start-files-map = Maps: { $kinds }
start-files-media = Sound and film: { $kinds }
start-files-size = A file can be up to { $max } MB. Larger files must be packed in a zip file, which can be up to { $zip } MB.
start-files-help = Help with PDF, pictures, zip and large files
start-after-heading = What happens after you have sent your documents?
start-after-receipt = You get a receipt with a reference on the screen and by e-mail.
start-after-sealed = The documents are encrypted, so that only the municipality’s archive can open them.
start-after-journal = The submission gets a journal number and is placed in the municipality’s archive.
start-after-progress = When you log in, you see how far the submission has come. As long as the archive has not collected it, you can withdraw it.
start-after-case = The case goes on to whoever in the municipality is to process it. You get the answer in the usual way, not here.
start-ready-heading = Are you ready to send?
start-help = Read more in the help

## Help
help-heading = Help
help-description = How to log in, make a PDF, pack files in a zip file, send for an organisation and keep your receipt.
help-intro = You can read everything on this page without logging in.
help-contents = Contents
help-login-heading = Logging in
help-login-high = You log in with ID-porten. Use BankID, Buypass or Commfides. MinID is not secure enough here.
help-login-substantial = You log in with ID-porten. Use BankID, MinID, Buypass or Commfides.
help-login-again = Before you send, ID-porten may ask you to confirm once more who you are.
help-login-number = You need a Norwegian national identity number or D number.
help-login-cannot = If you cannot log in, contact the municipality, or send the documents on paper.
help-organisation-heading = Sending for an organisation
help-organisation-typed = Choose “{ sender-organisation }” in the first step, and enter the organisation number. We look it up in Norway’s register of organisations (Enhetsregisteret).
help-organisation-declared = The municipality may ask you to show that you can act for the organisation.
help-organisation-listed = Choose the organisation in the first step. The list shows those you can act for in Altinn.
help-organisation-missing = Is it not in the list? Then the organisation must give you the access “Mine sider hos kommunen” in Altinn.
help-organisation-elsewhere = Choose “{ sender-organisation }” in the first step. You are sent to Ansattporten, and choose the organisation there.
help-organisation-yours = Only you who send can see the submission here. Download the receipt if others in the organisation need it.
help-pdf-heading = Making a PDF
help-pdf-why = A PDF looks the same on every computer and can be kept for a long time. Put pages that belong together into one PDF.
help-pdf-word = From Word and other word processors
help-pdf-word-do = Choose “File” and then “Save as” or “Export”. Choose PDF as the file type.
help-pdf-print = From your browser, your e-mail and other programs
help-pdf-print-do = Choose to print. Choose “Save as PDF” or “Microsoft Print to PDF” instead of the printer.
help-pdf-iphone = Paper with an iPhone or iPad
help-pdf-iphone-do = Open the Files app. Tap the three dots, and choose “Scan Documents”. Take a picture of each page, and save.
help-pdf-android = Paper with Android
help-pdf-android-do = Open the Google Drive app. Tap the plus sign or the camera, and choose to scan. Take a picture of each page, and save.
help-pdf-scanner = Paper with a scanner or copier
help-pdf-scanner-do = Choose PDF as the file type before you scan.
help-photo-heading = Sending pictures
help-photo-kinds = You can send pictures of these types: { $kinds }.
help-photo-light = If it is a picture of a paper, lay the paper flat in good light. Make sure that everything can be read. It is best to scan the paper as a PDF.
help-photo-heic = Many phones save pictures as HEIC. The municipality cannot receive such pictures. Turn them into JPEG:
help-photo-iphone = Pictures on an iPhone
help-photo-iphone-do = Select the picture, tap the share button and “Options”. Choose “Most Compatible”, and save the picture to Files.
help-photo-iphone-new = New pictures on an iPhone
help-photo-iphone-new-do = Choose “Settings”, “Camera”, “Formats” and “Most Compatible” before you take the picture.
help-photo-android = New pictures on Android
help-photo-android-do = Switch off HEIF or “high efficiency pictures” in the settings of the camera.
help-photo-windows = Windows
help-photo-windows-do = Open the picture in Paint. Choose “File”, “Save as” and JPEG.
help-photo-mac = Mac
help-photo-mac-do = Open the picture in Preview. Choose “File”, “Export” and JPEG.
help-size-heading = Files that are too large
help-size-file = A file can be up to { $max } MB, and a zip file up to { $zip } MB.
help-size-file-only = A file can be up to { $max } MB.
help-size-submission = A submission can be up to { $sum } MB in all and hold up to { $documents ->
        [one] one document
       *[other] { $documents } documents
    }.
help-size-zip = Pack the file in a zip file.
help-size-smaller = Save the file again at a smaller size or a lower resolution. Scan in black and white if the colours do not matter.
help-size-split = Divide the contents between several files.
help-size-again = Send the rest in a new submission, with the same case number or title.
help-zip-heading = Making a zip file
help-zip-what = A zip file is a package of files. It cannot have a password or other packed files in it. Every file in it must be of a type that we accept. RAR and 7z are not accepted.
help-zip-windows = Windows
help-zip-windows-do = Select the files, and right-click. Choose “Compress to” and “ZIP File”. In older Windows it is called “Send to” and “Compressed folder”.
help-zip-mac = Mac
help-zip-mac-do = Select the files. Hold down Ctrl while you click on them, and choose “Compress”.
help-zip-iphone = iPhone and iPad
help-zip-iphone-do = Open the Files app, and select the files. Tap the three dots, and choose “Compress”.
help-zip-android = Android
help-zip-android-do = Open the app for files. Hold your finger on the files, tap the three dots, and choose “Compress”.
help-password-heading = Files with a password
help-password-why = The municipality cannot open files with a password. Everything you send here is encrypted anyway.
help-password-pdf = PDF
help-password-pdf-do = Open the file with the password. Choose to print, and save it as a new PDF.
help-password-zip = Zip
help-password-zip-do = Make the zip file again without a password.
help-refused-heading = When a file is not accepted
help-refused-others = The other files you chose at the same time have been accepted. Beside the file it says what is wrong. These are the most common reasons:
help-refused-kind = The file is of the wrong type
help-refused-kind-do = You can send these types: { $kinds }. Save the file as one of them, preferably PDF.
help-refused-name = The file name does not fit the contents
help-refused-name-do = Save the file again from the program it was made in. It does not help just to change the name.
help-refused-damaged = The file is damaged or empty
help-refused-damaged-do = Try to open it yourself. If that works, save it again. If it does not, ask for a new copy of the file.
help-refused-malware = The file has harmful software in it
help-refused-malware-do = Do not open it. Check your phone or computer with an antivirus program, and send a file that is clean.
help-refused-later = The file could not be checked, or did not arrive
help-refused-later-do = Wait a little, and try again. What you have saved is not lost.
help-refused-else = If you do not manage, the municipality can help you.
help-saved-heading = Taking a break and continuing later
help-saved-drafts = What you have saved is under “{ nav-submissions }” when you log in again. It is deleted { $days ->
        [one] one day
       *[other] { $days } days
    } after you last changed it.
help-saved-session = You are logged out when you have not used the page for { $minutes } minutes, and always after { $hours } hours. That is ID-porten’s rule. Log in again, and you can continue.
help-reply-heading = Replying to a letter from the municipality
help-reply-link = If the letter has a link or a QR code that leads here, use that. Sender, title and case number are then filled in for you.
help-reply-who = Only the person the letter is to can use the link. If the letter is to an organisation, you must show that you can act for it.
help-reply-without = If the letter has no link, start a new submission and enter the case number in the letter.
help-receipt-heading = The receipt
help-receipt-what = When the municipality has received the submission, you see a receipt with a reference. You also get it by e-mail, but the e-mail says nothing about the contents.
help-receipt-missing = No e-mail? Look in your folder for junk mail. The receipt is under “{ nav-submissions }” in any case.
help-receipt-file = Download the receipt as a PDF, and keep the file as it is. It is signed, and shows what the municipality received and when.
help-receipt-check = Anyone who has the file can check whether it is genuine:
help-receipt-progress = Under “{ nav-submissions }” you see how far the submission has come, and whether the archive has sent it back.
help-withdraw-heading = Withdrawing something you have sent
help-withdraw-how = Open the receipt, and choose “{ receipt-withdraw }”. You can do so as long as the archive has not collected the submission.
help-withdraw-late = If the archive has collected it, contact the municipality and give the reference.
help-contact-heading = Contact the municipality
help-contact-what = If you are stuck, the municipality can help you. Give the reference, or the code on the error page. Never send national identity numbers or anything else private by ordinary e-mail.

## Privacy
privacy-heading = Privacy
privacy-description = What { $municipality } collects about you when you send documents here, why, who can read it, and when it is deleted.
privacy-intro = { $municipality } is the controller of the personal data in this service. This page is about the service, and not about what happens later in the municipality’s archive and case processing.
privacy-what-heading = What we collect
privacy-what-login = From ID-porten: your national identity number or D number, when and how you logged in, and the language you have chosen there.
privacy-what-written = What you fill in: whom you send for, title, case number, comment, e-mail address and whether the contents are confidential.
privacy-what-documents = The documents you upload, with file names and sizes.
privacy-what-enhetsregisteret = From Norway’s register of organisations (Enhetsregisteret): the name of the organisation, if you send for one.
privacy-what-altinn = From Altinn: which organisations you can act for.
privacy-what-ansattporten = From Ansattporten: the organisation you choose there, and your right to act for it.
privacy-what-contact = From the national contact register (KRR): your e-mail address and language, as suggestions that you can change.
privacy-what-letter = From the archive: whom a letter with a reply link is to.
privacy-what-trail = An audit trail of when you log in and out, act for somebody, send, withdraw or upload harmful software. It also has the IP address you logged in from.
privacy-what-log = The service’s technical log does not say who you are, and does not have your IP address.
privacy-what-not = We do not measure how you use the pages, and they fetch nothing from other websites.
privacy-why-heading = Why we do it
privacy-why-purpose = We need the data to know who the sender is, receive the documents, give you a receipt and hand everything over to the municipality’s archive. The audit trail is there to show whether anybody has misused the service.
privacy-why-law = The municipality does this as a public authority, and because it is obliged to keep a journal and an archive. The rules are mainly in the GDPR, Article 6 (1) (c) and (e) and Article 9 (2) (g). They are also in Norway’s Public Administration Act, Freedom of Information Act and Archives Act.
privacy-why-choice = It is up to you whether you use the service. You can also send the documents on paper.
privacy-who-heading = Who can read it
privacy-who-documents = The documents are encrypted while they come in. Only the municipality’s archive has the key. Those who run the service cannot open them.
privacy-who-fields = What you fill in is also stored encrypted. The service uses it to show you the submission, send you e-mail and hand it over to the archive.
privacy-who-scan = The files are checked for harmful software while they come in. Nobody looks at the contents.
privacy-who-mail = The e-mail you get has reference, journal number and time, but no title, name or contents.
privacy-who-public = The municipality lists the submission in its journal, and others may ask to see it:
privacy-who-public-link = Read about mail to the municipality and public access
privacy-kept-heading = How long it is kept
privacy-kept-draft = What you do not send
privacy-kept-draft-time = { $days ->
        [one] One day
       *[other] { $days } days
    } after you last changed it
privacy-kept-waiting = Documents that wait for the archive
privacy-kept-waiting-time = Until the archive has answered
privacy-kept-withdrawn = Documents that you withdraw
privacy-kept-withdrawn-time = They are deleted at once
privacy-kept-files = Encrypted documents that the archive has answered
privacy-kept-files-time = { $days ->
        [one] One day
       *[other] { $days } days
    } after the answer
privacy-kept-receipt = What you filled in, the receipt and the status
privacy-kept-receipt-time = { $days ->
        [one] One day
       *[other] { $days } days
    } after the archive has answered or you have withdrawn the submission
privacy-kept-letter = Whom a letter with a reply link is to
privacy-kept-letter-time = { $days ->
        [one] One day
       *[other] { $days } days
    } after the link stopped working
privacy-kept-trail = The audit trail
privacy-kept-trail-time = { $days ->
        [one] One day
       *[other] { $days } days
    }
privacy-kept-session = Being logged in
privacy-kept-session-time = { $minutes } minutes without use, and { $hours } hours at most
privacy-kept-entry = Journal number, reference, times, number of documents and size
privacy-kept-entry-time = Always. They do not say who you are
privacy-kept-archive = In the archive, the municipality’s own rules and the Archives Act apply.
privacy-kept-backup = What is deleted may lie encrypted in backups until they are overwritten.
privacy-cookies-heading = Cookies
privacy-cookies-why = We only use cookies that the service cannot do without. That is why we do not ask for consent (the Electronic Communications Act, section 3-15). This is all that we store in the browser:
privacy-cookie-session = Keeps you logged in. Deleted when you log out or close the browser. Works for { $hours } hours at most.
privacy-cookie-login = Remembers a login that has begun. The rest of the name is random. Deleted when you are logged in, and after { $minutes } minutes at the latest.
privacy-cookie-starts = Stops logins that go in circles. Deleted after a few seconds.
privacy-cookie-ansattporten = Remembers that you have been at Ansattporten, so that you can be logged out there too. Deleted when you log out or close the browser.
privacy-cookie-lang = Remembers the language you have chosen. Deleted after a year.
privacy-cookie-warning = Remembers in this tab that you have been warned that your login is about to end. Not a cookie, and never sent to us. Deleted when you close the tab.
privacy-cookies-others = ID-porten has its own cookies on its own pages.
privacy-rights-heading = Your rights
privacy-rights-what = You can ask the municipality to show you the data about you, and to have them corrected, deleted or restricted. You can also object to our using them.
privacy-rights-self = You can delete drafts yourself. What you have sent you can withdraw as long as the archive has not collected it.
privacy-rights-archive = What the archive has received, the municipality must as a rule keep.
privacy-officer-heading = The data protection officer
privacy-officer-what = The data protection officer answers questions about privacy in the municipality.
privacy-complaint-heading = Complaining
privacy-complaint = If you think that the municipality uses your data wrongly, you can complain to the supervisory authority:
privacy-complaint-link = Complain to Datatilsynet

## Accessibility
accessibility-heading = Accessibility
accessibility-description = What has been done so that everyone can send documents to { $municipality }, what is not good enough, and how to tell us.
accessibility-intro = { $municipality } wants everyone to be able to use this service. It is made according to WCAG 2.2, level AA.
accessibility-done-heading = What has been done
accessibility-done-keyboard = Everything is made to be used with keyboard, screen reader and voice control.
accessibility-done-zoom = The pages can be enlarged to 400 per cent, and fit small screens.
accessibility-done-colours = The pages follow your choice of light, dark or your own colours.
accessibility-done-script = Everything works without JavaScript.
accessibility-done-errors = If something is wrong, it says what it is, and what you can do.
accessibility-done-time = What you have saved is not lost when your login ends.
accessibility-done-words = You can choose Bokmål, Nynorsk, English or Northern Sámi.
accessibility-done-tested = The pages are tested automatically in all the languages, on small and large screens.
accessibility-known-heading = What is not good enough
accessibility-known-people = Nobody who uses assistive technology every day has tried the service yet.
accessibility-known-sami = The Northern Sámi texts have not been read by a native speaker.
accessibility-known-time = You stay logged in for { $hours } hours at most, and that time cannot be extended. It is ID-porten’s rule.
accessibility-known-direction = Writing that goes from right to left may be read in the wrong order in the PDFs that we make.
accessibility-known-others = We do not answer for the pages of ID-porten and others that we send you to.
accessibility-tell-heading = Tell us
accessibility-tell-what = Tell the municipality what you wanted to do, and what stopped you. The municipality can also help you send in another way.
accessibility-tell-authority = If that does not help, you can tell the supervisory authority:
accessibility-tell-authority-link = The authority for universal design of ICT
accessibility-tell-statements = Accessibility statements of public bodies are found here:
accessibility-tell-statements-link = uustatus.no

## My submissions
submissions-heading = My submissions
submissions-new = Start new submission
submissions-drafts-heading = Not sent yet
submissions-drafts-hint = Choose a submission to continue with it. What you do not send is deleted { $days ->
        [one] one day
       *[other] { $days } days
    } after you last changed it.
submissions-draft-facts = Last changed { $updated }. { $count ->
        [0] No documents.
        [one] One document.
       *[other] { $count } documents.
    }
submissions-untitled = Untitled
submissions-delete = Delete
submissions-sent-heading = Sent
submissions-sent-none = You have not sent anything yet.

## Step 1: sender
sender-heading = Who are you sending for?
sender-intro = The municipality knows who you are, because you have logged in. You do not need to give your national identity number.
sender-legend = Sender
sender-person = Myself, as a private individual
sender-organisation = An organisation
sender-organisation-hint = For example a company, an association or a club.
sender-organisation-number = Organisation number
sender-organisation-number-hint = Fill in only if you are sending for an organisation. The number has 9 digits.

## Step 2: message
message-heading = What is the submission about?
message-intro = Everything must be filled in, except what is marked as optional.
message-title = Title
message-title-hint = Say in a few words what it is about, for example “Reply to letter about building case”.
message-title-warning = The title may become visible to everyone in the municipality’s public journal. Do not put names, national identity numbers or anything else private in it.
message-case-number = Case number (optional)
message-case-number-hint = You find it in letters from the municipality, for example 2023/587.
message-comment = Comment (optional)
message-comment-hint = The comment goes with the submission and is stored encrypted.
message-confidential-legend = Confidential information (optional)
message-confidential = The submission contains confidential or sensitive information
message-confidential-hint = For example about health, child welfare or private finances. If you tick the box, we propose to hide the title, the sender and the documents until an archivist has assessed the submission. The municipality itself still sees everything.
message-email = E-mail address
message-email-hint = We send the receipt here. It says nothing about the contents.

## Step 3: files
files-heading = Attach the files
files-list-heading = Files in the submission
files-none = You have not uploaded any files yet.
files-remove = Remove
files-add-heading = Upload files
files-choose = Choose files
files-hint-order = You can choose several at once. The first file becomes the main document, and the others become attachments.
files-hint-types = You can send { $kinds }.
files-prefer-pdf = Choose PDF when you can.
files-hint-size = A file can be up to { $max } MB, and a zip file up to { $zip } MB.
files-refused = { $count ->
        [one] This file was not accepted:
       *[other] These files were not accepted:
    }
files-upload = Upload
files-continue = Continue and check

## The files page: order, help and what a script says
files-order-hint = The file at the top is the main document. Move the most important file to the top.
files-order-drag = You can also drag the files.
files-move-up = Move up
files-move-down = Move down
files-remove-heading = Remove the file?
files-remove-what = The file is deleted here. If you still have it yourself, you can upload it again.
files-remove-confirm = Remove the file
files-remove-cancel = Keep the file
files-photo = Take a photo
files-drop = Drag files here, or choose them.
files-help = Help with files
files-help-pdf = How to make a PDF
files-help-zip = How to make a zip file
files-help-photo = How to send pictures
files-help-password = How to remove the password
files-help-size = How to send large files
files-help-new-tab = (opens in a new tab)
files-uploads-label = Files being uploaded
files-cancel = Cancel
files-retry = Try again
files-dismiss = Take off the list
files-script-waiting = Waiting for its turn
files-script-sending = Sending: { $percent }%
files-script-seconds = about { $seconds } seconds left
files-script-minute = about one minute left
files-script-minutes = about { $minutes } minutes left
files-script-checking = The file has arrived and is being checked.
files-script-broken = The connection was lost, and the file has not been sent yet. We will try again by ourselves.
files-script-offline = You are offline. The file will be sent when you are online again.
files-script-not-changed = The change has not been saved.
files-script-online = You are online again. The files are being sent.
files-script-begun = { $name } is being sent.
files-script-begun-many = { $count } files are being sent.
files-script-percent = { $percent }% sent.
files-script-added = { $name } has been added.
files-script-added-many = { $count } files have been added.
files-script-cancelled = { $name } has been cancelled.
files-script-removed = { $name } has been removed.
files-script-moved = { $name } is now number { $place } of { $total }.
files-script-logged-out = You are logged out, and the file has not been sent.
files-lost-one = One file has not been sent. If you log in here, you must choose it again.
files-lost-many = { $count } files have not been sent. If you log in here, you must choose them again.
files-leave-heading = Go on now?
files-leave-one = One file is still being sent.
files-leave-many = { $count } files are still being sent.
files-leave-refused-one = One file was not accepted.
files-leave-refused-many = { $count } files were not accepted.
files-leave-what = What is not in the submission will not be sent with it.
files-leave-wait = Wait until everything is sent
files-leave-stay = Stay on the page
files-leave-go = Go on without
err-file-type = The municipality cannot accept files whose name ends like this.
err-file-folder = This is a folder, not a file.
rec-file-folder = Choose the files in the folder, or pack the folder in a zip file.
err-file-not-sent = The file could not be uploaded.
rec-file-not-sent = Check that you are online, and try again.

## Step 4: review
review-heading = Check before you send
review-intro = Make sure that everything is right. Afterwards the submission cannot be changed.
review-change = Change
review-not-given = Not filled in
review-no-documents = No files attached
public-title-screened = hidden
public-title-confidential = We propose to hide both the title and the sender.
public-title-names = The stars stand for what may be names or numbers.
review-before-send = When you send, the submission goes into the municipality’s archive. The municipality decides what becomes visible in the public journal, which everyone can read.
review-send = Send to { $municipality }
review-not-reached = The submission has not been sent, because we cannot reach the service. Everything is saved. Check that you are online, and press the button again.

## Receipt
receipt-title = Receipt { $reference }
receipt-heading = The submission has been sent
receipt-reference-lead = Your reference is
receipt-promise = { $municipality } has received the submission. It is stored safely and encrypted.
receipt-details-heading = Receipt
receipt-next-heading = What happens now?
receipt-next-archive = The archive collects the documents and places them in the right case.
receipt-next-email = You get an e-mail with the reference and the journal number.
receipt-next-contact = Give the reference if you contact the municipality about the submission.
receipt-archived-heading = The archive has received the submission
receipt-archived-said = The archive of { $municipality } has confirmed that it has received all the documents.
receipt-journalled-heading = The submission has been registered
receipt-journalled-said = { $municipality } has collected the submission and registered it in its archive.
receipt-returned-heading = The submission has been sent back to you
receipt-returned-said = { $municipality } received the submission, but has sent it back and will not do anything more with it.
receipt-withdrawn-heading = The submission has been withdrawn
receipt-withdrawn-said = You have withdrawn the submission. The archive of { $municipality } had not collected it, and the documents are deleted for good. The journal number remains in the municipality’s journal.
receipt-undelivered = We could not send e-mail to the address on the receipt. Check that it is correct. Your receipt is here.
receipt-progress-heading = Where is the submission now?
receipt-next-outcome = You get another e-mail when the archive has confirmed that it has received everything, or has sent the submission back.
receipt-withdraw-hint = Have you sent something by mistake? You can withdraw the submission as long as the archive has not collected it.
receipt-withdraw = Withdraw the submission
receipt-print = Do you want this page on paper? Use your browser’s print function. You can also find it among your submissions.

## Withdrawing
withdraw-heading = Withdraw the submission?
withdraw-what = If you withdraw the submission:
withdraw-documents = The documents are deleted for good. The municipality cannot read them, and you cannot get them back.
withdraw-entry = The submission remains in the municipality’s journal with number { $number }, as withdrawn.
withdraw-until = It is only possible as long as the archive has not collected the submission.
withdraw-confirm = Withdraw the submission
withdraw-cancel = Keep the submission

## On the way to a log-in elsewhere
onward-heading = You need to log in once more
onward-what = You are sent on automatically. What you have filled in is saved.
onward-continue = Go on to log in

## Still being finished
sending-heading = The submission has been received and is being completed
sending-what = It normally takes only a few seconds. The receipt appears here when everything is ready.
sending-safe = You can safely close the page. The submission will be completed anyway, and the receipt is among your submissions.
sending-receipt = Look for the receipt now

## The signed receipt, and the page where it is checked
receipt-download = Download the receipt (PDF)
receipt-download-why = Keep the file. It is signed, so that you can show what the municipality received, even years from now.
receipt-kept-until = This page is deleted on { $day }.
receipt-kept-days = This page is deleted { $days ->
        [one] one day
       *[other] { $days } days
    } after the archive has finished with the submission, or it is withdrawn.
proof-received = { $municipality } has received the documents below.
proof-organisation = { $name }, organisation number { $number }
proof-declared = { $organisation } (stated by the sender, not checked)
proof-received-at = Received
proof-comment = { $name } (the sender’s comment)
proof-check-heading = How the receipt is checked
proof-check-what = The receipt is signed by the municipality’s portal. It shows that the municipality received these documents at this time. It does not show that anybody has read, accepted or assessed them. Nor does it show whether the submission was withdrawn or sent back afterwards.
proof-check-file = Keep the PDF file as it is, together with the documents you sent. The signature is inside the file. A printout, or a file that another program has saved again, cannot be checked.
proof-check-how = Anyone who has the file can check it, and whether a document is the one that was received:
proof-check-page = Web page
proof-check-command = Command line
proof-check-keys = Public keys
proof-check-key = Signed with the key
proof-attachment = The signature, for programs
verify-link = Check a receipt
verify-heading = Check a receipt
verify-intro = Here you can check whether a receipt was given by { $municipality }, and whether documents are the same as the municipality received.
verify-privacy = You do not need to log in. The files are checked and then thrown away. Nothing is kept.
verify-receipt = The receipt (PDF)
verify-receipt-hint = The PDF file as it was downloaded from here, up to { $max } MB.
verify-documents = Documents (optional)
verify-documents-hint = Your own copies of the documents that were sent, up to { $max } MB in all.
verify-submit = Check
err-verify-none-chosen = Choose the receipt that is to be checked.
err-verify-not-a-receipt = The file is not a receipt from this service. Choose the PDF file as it was downloaded from here. A printout, or a file that was saved again, cannot be checked.
err-verify-too-large = The receipt is larger than { $max } MB. This service gives no receipts that large. Choose another file.
verify-genuine-heading = The receipt is genuine
verify-mismatch-heading = The receipt is genuine, but not all the documents match
verify-genuine-what = It was given by { $municipality }, and nothing in it has been changed.
verify-genuine-limits = The receipt shows that the municipality has received the documents. It does not show that anybody has read, accepted or assessed them. Nor does it show whether the submission was withdrawn or sent back afterwards.
verify-compared-heading = The documents you checked
verify-compared-same = Is the same as the municipality received: document { $number }, { $name }.
verify-compared-none = Is none of the receipt’s documents. The file may have been changed after it was sent, or be another file.
verify-compared-no-files = You chose no documents. Only the receipt has been checked.
verify-received-heading = What the municipality received
verify-not-genuine-heading = The receipt is not genuine
verify-altered-what = The file is not as it was signed. It has been changed or damaged, or saved again by another program.
verify-unknown-key-what = The signature in the file is not the municipality’s.
verify-other-issuer-what = The file is signed, but was given by another service: { $issuer }.
verify-not-genuine-remedy = Check the file as it was downloaded from the service. If somebody gave you the file, ask them about it, or contact the municipality. Whoever sent the documents can download the receipt again as long as it is among their submissions.
verify-again = Check another receipt
error-verify-busy-heading = Many are checking receipts right now
error-verify-busy-what = We check only a few receipts at a time.
error-verify-busy-remedy = Wait a minute, and try again.

## Logged out
logged-out-heading = You are logged out
logged-out-what = What you have saved without sending is ready for you the next time you log in.
logged-out-shared = If you share this computer with others, close the browser too.

## E-mail
mail-receipt-subject = Receipt for submission { $reference }
mail-greeting = Hello!
mail-receipt-received = { $municipality } has received your submission, with { $count ->
        [one] one document
       *[other] { $count } documents
    }.
mail-receipt-see = Log in to see the whole receipt:
mail-receipt-contents = To protect your privacy, this e-mail does not say what you sent. Keep the reference, and give it if you contact the municipality.
mail-not-you = If you have not sent anything, someone may have written the wrong e-mail address. You can then ignore this e-mail. You cannot reply to it.
mail-outcome-archived-subject = The archive has received submission { $reference }
mail-outcome-journalled-subject = Submission { $reference } has been registered
mail-outcome-journalled-said = The archive of { $municipality } has registered your submission.
mail-outcome-returned-subject = Submission { $reference } has been sent back
mail-outcome-returned-said = The archive of { $municipality } has sent your submission back. The municipality will not do anything more with it.
mail-outcome-returned-see = Log in to see why, and what you can do:
mail-outcome-withdrawn-subject = Submission { $reference } has been withdrawn
mail-outcome-withdrawn-said = You have withdrawn your submission to { $municipality }. The archive had not collected it, and the documents are deleted.
mail-outcome-withdrawn-entry = The journal number remains in the municipality’s journal, as withdrawn.
mail-outcome-withdrawn-not-you = If it was not you who withdrew it, contact the municipality and give the reference. You cannot reply to this e-mail.
mail-outcome-see = Log in to see the receipt:
mail-outcome-contents = To protect your privacy, this e-mail does not say what the submission is about. Give the reference if you contact the municipality.
mail-draft-subject = You have begun a submission to { $municipality } that has not been sent
mail-draft-begun = You have begun a submission to { $municipality }, but you have not sent it.
mail-draft-deleted = It is deleted on { $day }, unless you go on with it before then.
mail-draft-changed = Last changed
mail-draft-deleted-on = To be deleted
mail-draft-see = Log in to go on with it:
mail-draft-nothing = If you do not want to send it, you do not have to do anything.
mail-draft-not-you = If you have not begun anything, someone may have written the wrong e-mail address. You can then ignore this e-mail. You cannot reply to it.
mail-alarm-subject = { $count ->
        [one] One submission is
       *[other] { $count } submissions are
    } waiting for the archive
mail-alarm-waits = To the archive of { $municipality }: { $count ->
        [one] one submission has
       *[other] { $count } submissions have
    } waited for more than { $minutes } minutes for the archive to acknowledge.
mail-alarm-waiting = Waiting in all
mail-alarm-fetched = Of these, collected but not acknowledged
mail-alarm-returned = Sent back to the sender
mail-alarm-oldest = The oldest, and when they were sent:
mail-alarm-do = See whether collection (sendsikkert pull) is running, and what it says. What has been collected but not acknowledged stopped on its way into the archive. The command sendsikkert check on the portal shows the same figures.
mail-alarm-safe = The submissions are safe in the portal until the archive has acknowledged them. As long as something waits too long, this e-mail comes up to three times a day. You cannot reply to it.

## Status
step-received = Received
step-fetched = Collected by the archive
step-archived = Received by the archive
step-journalled = Registered in the archive
step-returned = Sent back
step-withdrawn = Withdrawn by you
step-to-come = Not yet
step-current = The submission is here now
step-archive-case = The archive’s case number
step-archive-journal = The archive’s journal number

## Sent back by the archive
returned-why-heading = Why has it been sent back?
returned-wrong-recipient = The archive believes that the submission is meant for somebody other than the municipality.
returned-wrong-recipient-remedy = Find out who should have it, and send it there. If it was meant for the municipality after all, you can send it again.
returned-unreadable = The archive cannot read one or more of the documents.
returned-unreadable-remedy = Open the files yourself, and see whether they are in order. Save them again, preferably as PDF, and send everything again.
returned-incomplete = The archive believes that something is missing.
returned-incomplete-remedy = Find what is missing, and send everything again.
returned-other = The archive has written why.
returned-other-remedy = Read the message from the archive, correct what must be corrected, and send everything again.
returned-do-heading = What can you do?
returned-reply = The submission was a reply to a letter. Follow the link in the letter when you send again. The new submission is then a reply to the letter, too.
returned-entry = This submission cannot be changed. A new submission gets its own journal number.

## What was filled in
err-sender-missing = Choose whether you are sending as a private individual or for an organisation.
err-organisation-number-missing = Enter the organisation number.
err-organisation-number-invalid = Check the organisation number. At least one of the digits must be wrong.
err-title-missing = Enter a title that says what the submission is about.
err-title-too-long = Shorten the title to at most { $max } characters.
err-title-national-id = Remove the number with 11 digits or more from the title. It may be a national identity number, and the title may become visible to everyone.
err-case-number-invalid = Enter the case number as it is written in letters from the municipality, for example 2023/587, or leave the field empty.
err-comment-too-long = Shorten the comment to at most { $max } characters, or put the text in a PDF file.
err-email-missing = Enter the e-mail address the receipt is to be sent to.
err-email-invalid = Enter the e-mail address in the form name@example.com, without spaces and letters such as æ, ø and å.
err-files-missing = Upload at least one file before you send.
err-files-none-chosen = Choose at least one file before you go on.

## Files that are refused
err-file-empty = The file is empty.
rec-file-empty = Open the file and see whether there is anything in it. Save it again, and upload it once more.
err-file-kind = The file is { $found }, which the municipality cannot accept.
rec-file-kind = Save the contents as a file type we can accept, preferably PDF, and upload that file.
err-file-unknown-kind = We do not recognise the contents of the file.
rec-file-unknown-kind = Save the contents as a file type we can accept, preferably PDF, and upload that file.
err-file-extension = The file name ends in “{ $extension }”, but the contents are of another type.
rec-file-extension = Give the file the ending that fits its contents, or save it again as PDF.
err-file-too-large = The file is larger than { $max } MB.
rec-file-too-large = Pack the file in a zip file and upload that, or split it into smaller files.
err-file-zip-too-large = The zip file is larger than { $max } MB.
rec-file-zip-too-large = Spread the contents over several zip files.
err-file-submission-too-large = With this file the submission would be larger than { $max } MB in all.
rec-file-submission-too-large = Send the rest in a new submission, with the same case number or title.
err-file-too-many-documents = A submission has room for no more than { $max } documents.
rec-file-too-many-documents = Put several documents together in one PDF file or zip file, or send the rest in a new submission.
err-file-zip-encrypted = The zip file is protected by a password.
rec-file-zip-encrypted = Make the zip file again without a password. Everything you send here is encrypted anyway.
err-file-zip-nested = The zip file has another packed file inside it: { $member }
rec-file-zip-nested = Unpack the inner file, and make a new zip file with its contents.
err-file-zip-unsafe-path = The zip file has a file that would end up outside the folder it is unpacked in: { $member }
rec-file-zip-unsafe-path = Make the zip file again from an ordinary folder.
err-file-zip-member = “{ $member }” in the zip file: { $what }
rec-file-zip-member = { $remedy } Then make the zip file again.
err-file-zip-office = The file is an Office document or the like, not an ordinary zip file.
rec-file-zip-office = Open the document, save it as PDF and upload the PDF file.
err-file-zip-too-many = The zip file has more than { $max } files.
rec-file-zip-too-many = Spread the files over several zip files.
err-file-zip-bomb = The zip file becomes far too large when it is unpacked.
rec-file-zip-bomb = Pack fewer files together, or upload them one by one.
err-file-zip-duplicate = The zip file has more than one file with the same name: { $member }
rec-file-zip-duplicate = Give the files different names, and make the zip file again.
err-file-zip-damaged = The zip file is damaged and cannot be opened.
rec-file-zip-damaged = Make the zip file again, check that you can open it, and upload it once more.
err-file-zip-empty = There are no files in the zip file.
rec-file-zip-empty = Make the zip file again with the files you want to send.
err-file-zip-method = The zip file is packed in a way we cannot read: { $member }
rec-file-zip-method = Make the zip file again with what comes with your computer: “Compressed folder” in Windows, “Compress” on a Mac.
err-file-svg = The file is an SVG drawing. It can contain program code, and is not accepted.
rec-file-svg = Save the drawing as PDF or PNG, and upload that file.
rec-file-archive = Unpack the file, and make a zip file with its contents.
rec-file-image = Save the picture as JPEG, and upload that picture. From an iPhone: Choose “Most Compatible” under Settings, Camera and Formats, and take the picture again.
rec-file-audio = Save the sound as MP3, and upload that file.
rec-file-video = Save the film as MPEG-1 or MPEG-2 (.mpg), and upload that file.
err-file-kind-not-taken = The file is of the type { $kind }, which the municipality does not accept here.
err-file-damaged = The file is damaged or incomplete, and cannot be opened.
rec-file-damaged = Try to open the file yourself. If that works, save it again or print it to PDF, and upload the new file. If it does not, ask to be given the file again.
err-file-hidden = The file also has { $found } inside it.
rec-file-hidden = Open the file, save it again or print it to PDF, and upload the new file.
err-file-password = The file cannot be opened without a password.
rec-file-password = Open the file with the password, save a copy without a password or print it to PDF, and upload the copy. Everything you send here is encrypted anyway.
err-file-picture-too-large = The picture has so many pixels that it cannot be shown.
rec-file-picture-too-large = Make the picture smaller, save it again and upload the new picture.
err-file-xml-entity = The XML file has entities of its own (<!ENTITY …>), and can be dangerous to open.
rec-file-xml-entity = Save the file without entities, or ask whoever you got it from to do so.
err-file-xml-dtd = The XML file builds on a DTD file that is somewhere else and does not come with it.
rec-file-xml-dtd = Save the XML file without the DOCTYPE line, or ask whoever you got it from to do so.
err-file-xml-malformed = The XML file has an error on line { $line } and cannot be read.
rec-file-xml-malformed = Make the file again in the program it comes from, and upload the new file.
err-file-xml-limits = The XML file has too many levels or too many attributes.
rec-file-xml-limits = Make the file again with a simpler structure, or save its contents as PDF.
err-file-sosi = The SOSI file has an error on line { $line }: { $fault }.
rec-file-sosi = Make the file again in the program it comes from, and upload the new file.
sosi-no-end = .SLUTT is missing
sosi-level-leap = an element is more than one level below the one before it
sosi-binary = there are characters there that do not belong in text
sosi-parenthesis = the parentheses in the references do not match
err-file-malware = We found harmful software in the file, and have not kept the file.
rec-file-malware = Do not open the file. Check your phone or computer with an antivirus program, and upload a file that is clean.
err-file-scan-limits = There is so much in the file that we cannot check whether it contains harmful software.
rec-file-scan-limits = Spread the contents over several files, and upload them.
err-file-not-scanned = We cannot check files for harmful software right now, and therefore cannot accept the file.
rec-file-not-scanned = Try again in a while. What you have already saved is not lost.
err-file-day-too-large = You can upload { $max } MB in one day, and with this file it would be more.
rec-file-day-too-large = Upload the rest tomorrow. The submission is kept for you until then.

## What a file is
list-and = { $others } and { $last }
kind-pdf = PDF document
kind-jpeg = JPEG picture
kind-tiff = TIF picture
kind-png = PNG picture
kind-xml = XML document
kind-html = HTML document
kind-sosi = SOSI map
kind-mp3 = MP3 sound
kind-mpeg = MPEG film
kind-zip = zip file
found-executable = a program
found-office = an Office document, for example from Word or Excel
found-archive = a packed file of another type than zip
found-image = a picture of another type than JPEG, TIF and PNG
found-camera-raw = a raw file from a camera
found-audio = sound of another type than MP3
found-video = film of another type than MPEG
found-mp4 = a film of the type MP4 or QuickTime, which is not MPEG
found-font = a font
found-document = a document of another type
found-other = another type of file

## What is told of a file that was accepted
note-renamed = The file has been given the ending that fits its contents.
note-trailing-data = There is unknown data after the end of the file.
note-pdf-not-archival = The PDF file does not say that it is PDF/A, and must be converted before long-term storage.
note-pdf-restricted = The PDF file has restrictions on printing, copying or changing it.
note-pdf-script = The PDF file contains JavaScript.
note-pdf-launch = The PDF file can start a program or open another file.
note-pdf-attachment = The PDF file has other files inside it.
note-pdf-repaired = The table of contents in the PDF file is broken. Ordinary programs rebuild it.
note-tiff-big = The file is a BigTIFF, which is not an archive format, and which older programs do not open.
note-incomplete = Parts of the file are missing or broken. Ordinary programs show what is there.
note-xml-doctype = The XML file refers to a document type definition (DTD), which has not been fetched.
note-html = The file is a web page, which is not an archive format for letters.
note-sosi-charset = The SOSI file is written in another character set than it says.
note-sosi-charset-missing = The SOSI file does not say which character set it is written in.
note-sosi-version = The SOSI file is older than version 2.2, or does not say which version it has.
note-mpeg-1 = The film is MPEG-1, which is not an archive format.
note-zip-member-extension = A file in the zip file has an ending that does not fit its contents.
note-comment = Made by the portal from the comment that the sender wrote.

## Error pages
error-request-id = Give this code if you contact us:
error-not-found-heading = We did not find the page
error-not-found-what = The address may be wrong, or the submission may have been deleted.
error-not-found-remedy = Check the address, or go to your submissions and choose from there.
error-expired-heading = You are no longer logged in
error-expired-what = That happens after a while, so that nobody else gets in, or when you have logged out somewhere else. What you had saved is kept, but not what you wrote on the page you came from.
error-expired-remedy = Log in again, and you come to the same page.
error-csrf-heading = The form could not be accepted
error-csrf-what = The form is too old, or it was not sent from this service.
error-csrf-remedy = Go back, copy what you have written, reload the page and try again.
error-internal-heading = Something went wrong on our side
error-internal-what = The fault is ours, and it has been recorded. What you have saved is kept.
error-internal-remedy = Wait a little and try again. Contact the municipality if that does not help.
error-login-failed-heading = You were not logged in
error-login-failed-what = The login took too long or could not be confirmed.
error-login-failed-remedy = Try to log in again.
error-login-unavailable-heading = Login is not working right now
error-login-unavailable-what = We cannot reach ID-porten.
error-login-unavailable-remedy = Try again in a few minutes. What you have saved is kept.
error-too-large-heading = What you sent is too large
error-too-large-what = It was more than the service can take at once, so we stopped.
error-too-large-remedy = Go back, and send less at a time.
error-fetched-heading = The submission cannot be withdrawn
error-fetched-what = The municipality’s archive has already collected it.
error-fetched-remedy = Contact the municipality, say what you want, and give the reference. It is on the receipt among your submissions.
error-sent-already-heading = The submission has already been sent
error-sent-already-what = A submission that has been sent cannot be changed or deleted here.
error-sent-already-remedy = See the receipt among your submissions. If you want to add something, start a new submission.
error-bad-request-heading = We did not understand what was sent
error-bad-request-what = Something was missing, or it came in a form that the service does not know.
error-bad-request-remedy = Go back, reload the page and try again.

## Deleting a draft, and what is rarely wrong

err-organisation-number-digits = Enter the organisation number with 9 digits.
err-sender-both = You have entered an organisation number. Choose “An organisation”, or remove the number.
err-form-old = The form was old, but what you wrote is still here. Press “Save and continue” once more.
err-file-zip-name = The zip file has a file with hidden characters in its name: { $member }
rec-file-zip-name = Give the file a new name, and make the zip file again.
err-file-zip-member-empty = The zip file has an empty file: { $member }
rec-file-zip-member-empty = Take the empty file out, and make the zip file again.
rec-file-executable = Programs cannot be sent. If this is a document, save it as PDF.
files-others-kept = The other files are uploaded.
delete-heading = Delete the draft?
delete-what = { $count ->
    [0] “{ $title }” is deleted and cannot be brought back.
    [one] “{ $title }” with one document is deleted and cannot be brought back.
   *[other] “{ $title }” with { $count } documents is deleted and cannot be brought back.
 }
delete-confirm = Delete the draft
delete-cancel = Keep the draft
err-file-not-stored = We could not store the file right now.
rec-file-not-stored = The fault is ours. Try again in a while.

## The ID-porten simulator of the demo

simulator-heading = Simulated ID-porten
simulator-warning = This is a simulator for trying things out. The people do not exist, and the real ID-porten is not involved.
simulator-choose = Who do you want to log in as?
simulator-person = Private individual
simulator-manager = General manager of { $name }, { $number }

## Logging in and out

logging-out-heading = Almost done: log out of { $provider } too
logging-out-what = You are logged out here. Until you have logged out of { $provider } too, the next person who uses this computer can get in without being asked.
logging-out-button = Log out of { $provider }
logged-out-only-here = We could not reach { $provider }, and you may still be logged in there. Close the browser if others use this computer.
error-login-cancelled-what = The login was cancelled.
error-login-cancelled-remedy = Log in again when you are ready. What you have saved is kept.
error-login-too-low-what = This service requires a more secure way of logging in than the one you used.
error-login-too-low-remedy = Log out of ID-porten, and log in again with BankID, Buypass or Commfides, for example.
error-login-unidentified-what = ID-porten did not give us a Norwegian national identity number or D number, so the municipality does not know who you are.
error-login-unidentified-remedy = Log in with an electronic ID that is linked to your national identity number or D number, or contact the municipality.
error-too-many-logins-heading = You are being sent in circles
error-too-many-logins-what = Your browser was sent to log in many times within a few seconds, so we stopped it.
error-too-many-logins-remedy = Wait a little, and go back to your submissions. Log out and in again if that does not help.

## For an organisation, and the contact register

fact-sender-declared = You stated this organisation yourself. The municipality may ask you to show that you can act for it.
sender-organisation-elsewhere = You choose the organisation at Ansattporten after you have pressed the button.
sender-organisation-choose = Organisation
sender-organisation-choose-hint = Choose only if you are sending for an organisation. The list shows those you can act for in Altinn.
sender-organisation-choose-none = Not chosen
sender-organisation-sub-unit = sub-unit
sender-organisation-none = Altinn has no record that you can act for an organisation. If you should, the organisation must give you the access “Mine sider hos kommunen”.
err-organisation-unknown = We cannot find the organisation in Norway’s register of organisations (Enhetsregisteret). Check that the number is right. If it is, you can send as a private individual or contact the municipality.
err-organisation-deleted = The organisation has been deleted from Norway’s register of organisations (Enhetsregisteret). Enter another one, or send as a private individual.
err-organisation-no-right = You are not registered as having the right to act for the organisation. Choose another one, send as a private individual, or ask the organisation for access.
err-organisation-unavailable = Right now we cannot look up which organisations you can act for. Try again in a while, or send as a private individual. What you have saved is kept.
message-email-registered = The address comes from the national contact register. You can change it here.
message-language = Language of the receipt
message-language-registered = The language comes from the national contact register. You can change it here.
error-login-again-heading = You must confirm once more who you are
error-login-again-remedy = You are still logged in, and what you have saved is kept.
error-login-again-button = Go back and try again
review-not-sent = The submission has not been sent yet. Make sure that everything is right, and press the button at the bottom once more.
logged-out-log-in = Log in again

## The comment as a document

comment-title = The sender’s comment
comment-made = The sender wrote the comment when the submission was sent. The portal has made this document from it.
comment-sender-person = Private individual, logged in with ID-porten
comment-file-name = comment.pdf

## Documents in the PDFs that we write

listed-size = { $number } bytes
listed-number = No.
listed-name = File name
listed-size-column = Size

## Replying to letters

fact-in-reply-to = In reply to
message-reply = This is a reply to: { $letter }.
message-case-settled = The case number comes from the municipality’s letter and cannot be changed.
review-settled = Read more
sender-settled-why = Only the one the letter was sent to can reply to it. The sender therefore cannot be changed.
sender-settled-continue = Continue with the reply
sender-let-go-heading = Do you not want to reply to the letter after all?
sender-let-go-what = You can make this an ordinary submission. What you have filled in and uploaded is kept, but the municipality is not told that it is a reply to the letter. You can also choose another sender.
sender-let-go = Make it an ordinary submission
reply-heading = Reply to a letter from the municipality
reply-what = { $municipality } has sent you a letter that you can reply to here. Sender, title and case number are filled in for you.
reply-from = From
reply-about = The letter is about
reply-entry = You are replying to
reply-open-until = You can reply until
reply-begin = Begin the reply
reply-again = The link works several times until the deadline. Each reply is a submission of its own. Replies you have begun are among your submissions.
reply-closed-heading = The link cannot be opened for you as a private individual
reply-closed-why = We cannot say why, so that nobody gets to know whom the municipality writes to. It may be because:
reply-closed-organisation = The letter is to an organisation.
reply-closed-other = The letter is to another person.
reply-closed-expired = The deadline for replying has passed, or the municipality has withdrawn the link.
reply-closed-mistyped = The address is not written as it is in the letter.
reply-organisation-heading = Is the letter to an organisation?
reply-organisation-what = Show which organisation you act for.
reply-organisation-open = Open for the organisation
reply-organisation-elsewhere = Choose the organisation at Ansattporten
reply-without-heading = Do you want to send something all the same?
reply-without-what = Start a new submission, and enter the case number given in the letter.
reply-letter-both = Letter with journal number { $journal } in case { $case }
reply-letter-journal = Letter with journal number { $journal }
reply-letter-case = Letter in case { $case }
reply-letter = Letter from the municipality
err-reply-not-opened = The link cannot be opened with this. Check which organisation the letter is to, that you can act for it, and whether the deadline has passed.
err-reply-unavailable = Right now we cannot look up which organisations you can act for. Try again in a while. What you have saved is kept.
err-reply-no-right = We cannot confirm that you can act for the organisation the letter is to. Ask the organisation for access, or make this an ordinary submission. What you have saved is kept.
err-reply-revoked = The municipality no longer accepts replies to this letter. What you have filled in and uploaded is kept. You can make it an ordinary submission.

## The line that is printed in a letter that may be answered

letter-reply = Reply to this letter: { $link }

## Nothing is lost

draft-saved = Saved at { $time }
draft-later = Save and continue later
draft-saved-for-later = What you have written is saved. You find it under “Not sent yet”.
draft-not-saved-offline = Not saved: We cannot reach the service. What you have written is still here. We keep trying.
draft-not-saved-changed = Not saved: The submission was changed in another window. Press “Save and continue” to see what has changed.
draft-not-saved-failed = Not saved: Something went wrong at our end. What you have written is still here. We keep trying.
draft-changed-heading = The submission was changed in another window
draft-changed-what = It happened after you opened this page. What you wrote here is in the form, but it is not saved. If you press “Save and continue”, it replaces the other.
draft-changed-other = This is saved now:
draft-kept = You were logged out when you pressed the button. We kept what you had filled in. Check it, and press “Save and continue”.
err-sender-unfinished = You have begun to choose another sender. Choose the sender, and press “Save and continue”.
err-message-unfinished = The message has not been checked. Open it, and press “Save and continue”.
error-expired-kept-what = That happens after a while, so that nobody else gets in, or when you have logged out somewhere else. We have kept what you had filled in, and only you can see it.
error-expired-kept-remedy = Log in again, and you come to the same page with what you had filled in.
session-rest-heading = Do you want to stay logged in?
session-rest-what = You have not done anything for a while. You will soon be logged out, so that nobody else gets in.
session-left = You will be logged out in { $left }.
session-left-minutes = { $minutes ->
        [one] You will be logged out in one minute.
       *[other] You will be logged out in { $minutes } minutes.
    }
session-left-seconds = You will be logged out in { $seconds } seconds.
session-stay = Stay logged in
session-end-heading = You will soon have to log in again
session-end-what = A login lasts two hours at most. When you have logged in again, you come back here. What you have saved is kept.
session-log-in-now = Log in again now
session-not-now = Not now
session-ended-heading = You are logged out
session-ended-what = The page is hidden so that nobody else can see it. What you have saved is kept. Log in again, and you come back here.
session-until = You will be logged out at { $time } unless you save or open another page before then.
submissions-next = Next step: { $step }.
submissions-sent-hint = Choose a submission to see its receipt and how far it has come.
submissions-pages-label = More submissions
submissions-newer = Newer submissions
submissions-older = Older submissions
