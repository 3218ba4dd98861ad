using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>Somebody who writes a tension.</summary>
/// <param name="Seat">Who.</param>
/// <param name="Author">Them as a member.</param>
/// <param name="People">Who is who.</param>
/// <param name="Partners">With whom it can be: ids and names, by name.</param>
/// <param name="Draft">Their draft that it is about, if it is about one.</param>
public sealed record Desk(Seat Seat, Member Author, People People, IReadOnlyList<(string Id, string Name)> Partners, Document<Tension>? Draft)
{
    /// <summary>The shared principles to choose from; none where what is at stake is typed.</summary>
    public IReadOnlyList<Option> Principles { get; init; } = [];

    /// <summary>An answer that nobody else may read.</summary>
    public Reply Answer(Reply reply) => Seat.Answer(reply) with { Confidential = true };

    /// <summary>Them as a side, written to by the account that they use now.</summary>
    public Party Party(Person account) => new(Author.PartnerId, Author.PartnerName) { Person = Author.Person, Account = account.Key == Author.Person.Key ? null : account };

    /// <summary>Whether it is theirs, whichever account they wrote it from.</summary>
    public bool IsAuthor(Tension tension) => tension.Raiser.Person is { } raiser && People.IdOf(raiser) == Author.Id;

    /// <summary>A partner by its id, or by its name as people spell.</summary>
    public (string Id, string Name)? Named(string typed)
    {
        var found = Partners.FirstOrDefault(p => p.Id == typed || Words.Fold(p.Name) == Words.Fold(typed));
        return found.Id is null ? null : found;
    }
}

/// <summary>Keeps what somebody writes before they send it; for a week, and for nobody else.</summary>
public sealed class Drafts(Roster roster, Gathering gathering, Partners partners, TensionShelf shelf)
{
    /// <summary>How many tensions one person can have raised that go on, or were raised within a week.</summary>
    public const int MostOpen = 5;

    private static readonly Duration Lately = Duration.FromDays(7);
    private static readonly Duration Kept = Duration.FromDays(7);
    private static readonly Duration KeptDiscarded = Duration.FromDays(1);

    /// <summary>Who writes, and the draft that a button or a form is about; or why they cannot.</summary>
    public async Task<(Desk? Desk, Reply? Refused)> Of(Request request, IReadOnlyDictionary<string, string> args, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(args);
        var (seat, refusal) = await roster.SeatOf(request, cancellation);
        if (seat is null || await gathering.Of(seat.Id, cancellation) is not { } people)
        {
            return (null, (refusal ?? Refusal.Of("refusal.not-connected")).ToReply() with { Confidential = true });
        }

        if (people.Member(people.IdOf(request.Person)) is not { } author)
        {
            return (null, seat.Answer(Refusal.Of("refusal.tension.partner").ToReply()) with { Confidential = true });
        }

        var draft = args.GetValueOrDefault("t") is { } code ? await shelf.Find(seat.Id, code, cancellation) : null;
        var all = await partners.All(seat.Id, cancellation);
        return (new(
            seat with { Partnership = people.Partnership },
            author,
            people,
            [.. all.Select(p => (p.Id, p.State.Name)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase)],
            draft?.State.Raiser.Person is { } raiser && people.IdOf(raiser) == author.Id ? draft : null)
        { Principles = await gathering.Citations.Of(seat.Id, cancellation) }, null);
    }

    /// <summary>The principle that was chosen or typed, as it is kept; empty for none.</summary>
    public async Task<string> Citing(Request request, Desk desk, string typed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(desk);
        return typed is null or "" or Cited.None ? "" : typed.Length > Matter.MaxPrinciple ? typed
            : await gathering.Citations.Named(desk.Seat.Id, typed, request.Person.Language, cancellation);
    }

    /// <summary>Keeps the message that somebody pointed at, so that it need not travel with the form.</summary>
    public async Task<Tension> Quoting(Request request, Desk desk, Quoted about, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(about);
        var party = desk.Party(request.Person);
        var draft = new Tension(FindTension.CodeOf(request.Id), party, party, Agreed.Default) { Matter = new("", "") { Quote = WritingForm.Fit(about.Words) } };
        await Keep(request, desk, draft, cancellation);
        return draft;
    }

    /// <summary>Keeps a draft; or says why it cannot be changed.</summary>
    public async Task<Refusal?> Keep(Request request, Desk desk, Tension draft, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(draft);
        var key = TensionKinds.Key(desk.Seat.Id, draft.Code);
        var kept = await shelf.Run(
            key,
            request,
            current => current?.State is { Course: not null } or { Trace: not null } || (current is not null && !desk.IsAuthor(current.State))
                ? Refusal.Of("refusal.tension.sent")
                : (current ?? TensionKinds.Tension.New(key, draft)) with { State = draft with { Discarded = false }, Expires = request.At + Kept },
            cancellation);
        return kept.Refusal;
    }

    /// <summary>Discards the draft: it can be brought back for a day. Null if it was; else why not.</summary>
    public async Task<Reply?> Discard(Request request, Desk desk, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(desk);
        var discarded = await shelf.Run(
            desk.Draft!.Key,
            request,
            current => current is { State.Course: null } ? current with { State = current.State with { Discarded = true }, Expires = request.At + KeptDiscarded } : Refusal.Of("refusal.tension.sent"),
            cancellation);
        return discarded.Refusal?.ToReply();
    }

    /// <summary>Whether they have raised as many as can go on at a time.</summary>
    public async Task<bool> TooMany(Desk desk, Instant now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var open = 0;
        await foreach (var tension in shelf.All(desk.Seat.Id, cancellation))
        {
            open += tension.Course is { } course && (course.Ended is null || course.Events[0].At > now - Lately) && desk.IsAuthor(tension) && tension.Code != desk.Draft?.State.Code ? 1 : 0;
        }

        return open >= MostOpen;
    }
}
