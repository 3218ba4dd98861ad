using BotPartner.Core.Chat;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Partnerships;

/// <summary><c>partner remove NAME</c>: it is a partner no longer, and nobody speaks for it. What it said in decisions stays.</summary>
public sealed class RemovePartner(IDocuments documents, Change change, Roster roster, RemovedPartner removed) : IFeature
{
    /// <summary>The form, and the button that opens it.</summary>
    public const string FormId = "partner.remove";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("partner.remove", (said, rest, ct) => rest.Length == 0 ? Ask(said, null, ct) : Remove(said, rest, ct)) { Order = 42 },
        new Route.Press(FormId, (pressed, ct) => Ask(pressed, null, ct)),
        new Route.Submit(FormId, (form, ct) => Remove(form, form.Values.GetValueOrDefault("partner", ""), ct)),
        new Route.Wake(Kinds.Partner.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await removed.Follow(key, ct);
                await Revoke(key, ct);
                await Rest(key, ct);
            }
        }),
    ];

    /// <summary>The button that opens the form.</summary>
    public static Button Button(string partnership) =>
        new(Text.Say("partner.remove.button"), FormId, new Dictionary<string, string> { ["p"] = partnership }) { OpensForm = true };

    /// <summary>The form.</summary>
    public static Form Form(string partnership, IReadOnlyList<(string Id, Partner State)> partners, Text? intro) => new(
        FormId,
        Text.Say("partner.remove.title"),
        Text.Say("partner.remove.submit"),
        [
            partners.Count is > 0 and <= 100
                ? new Field.Choice("partner", Text.Say("join.partner"), [.. partners.OrderBy(p => p.State.Name, StringComparer.OrdinalIgnoreCase).Select(p => new Option(p.Id, p.State.Name))]) { Required = true }
                : new Field.Words("partner", Text.Say("join.partner")) { Required = true, MaxLength = 80 },
        ])
    {
        Args = new Dictionary<string, string> { ["p"] = partnership },
        Opener = Button(partnership),
        Intro = intro ?? Text.Say("partner.remove.intro"),
    };

    private async Task<Reply> Ask(Request request, Text? intro, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        var all = await removed.Partners.All(seat.Id, cancellation);
        return seat.Answer(all.Count == 0 ? Refusal.Of("refusal.no-partners").ToReply() : new Reply.Open(Form(seat.Id, all, intro)));
    }

    private async Task<Reply> Remove(Request request, string typed, CancellationToken cancellation)
    {
        var (seat, refusal) = await roster.StewardOf(request, cancellation);
        if (seat is null)
        {
            return refusal!.ToReply();
        }

        if (await removed.Partners.Called(seat.Id, typed, cancellation) is not var (id, partner))
        {
            return await Ask(request, Text.Say("join.unknown", ("typed", typed)), cancellation);
        }

        var key = Kinds.PartnerKey(seat.Id, id);
        var gone = await change.Run(
            Kinds.Partner,
            key,
            request,
            current => current is null or { State.Removed: not null }
                ? new Verdict<Partner>.Leave()
                : current with { State = current.State with { Removed = request.At, FocalPoint = null }, Wake = request.At },
            cancellation);
        if (gone.Refusal is { } busy)
        {
            return seat.Answer(busy.ToReply());
        }

        var silenced = await removed.Follow(key, cancellation);
        await Revoke(key, cancellation);
        await Rest(key, cancellation);
        return seat.Answer(Reply.Say(Text.Say("partner.removed", ("partner", new Text.Strong(partner.Name)), ("n", silenced))));
    }

    /// <summary>Nobody comes by an invitation of a partner that is none any more.</summary>
    private async Task Revoke(Key key, CancellationToken cancellation)
    {
        var id = key.Id["partner:".Length..];
        foreach (var entry in await documents.List(key.Partition, Kinds.Invitation.Name, "", 1000, cancellation))
        {
            await change.Run(
                Kinds.Invitation,
                entry.Key,
                null,
                current => current is { State: { Revoked: false } invitation } && invitation.PartnerId == id
                    ? current with { State = invitation with { Revoked = true } }
                    : new Verdict<Invitation>.Leave(),
                cancellation);
        }
    }

    private Task Rest(Key key, CancellationToken cancellation) => change.Run(
        Kinds.Partner, key, null, current => current?.Wake is null ? new Verdict<Partner>.Leave() : current with { Wake = null }, cancellation);
}
