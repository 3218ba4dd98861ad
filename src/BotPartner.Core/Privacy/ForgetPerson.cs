using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;

namespace BotPartner.Core.Privacy;

/// <summary><c>forget me</c>: asks once more, then takes the person out of every partnership they are known in.</summary>
public sealed class ForgetPerson(Change change, Roster roster, Erasure erasure, IIds ids) : IFeature
{
    private const string Action = "person.forget";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Command("forget.me", (_, _, _) => Task.FromResult<Reply>(new Reply.Show(Sure()) { Confidential = true })) { Order = 170 },
        new Route.Press(Action, Forget),
        new Route.Wake(Kinds.Person.Name, async (keys, ct) =>
        {
            foreach (var key in keys)
            {
                await Follow(key, ct);
            }
        }),
    ];

    /// <summary>Says what is forgotten and what is not, before it is done.</summary>
    public static Card Sure() => new(
        Text.Say("forget.title"),
        Text.Say("forget.sure"),
        [
            new Element.Paragraph(Text.Say("forget.sure")),
            new Element.Paragraph(Text.Say("forget.stays")) { Quiet = true },
            new Element.Buttons(
            [
                new(Text.Say("forget.button"), Action, new Dictionary<string, string>()) { Tone = ButtonTone.Danger },
                ExportPerson.Button,
            ]),
        ]);

    private async Task<Reply> Forget(Request.Pressed pressed, CancellationToken cancellation)
    {
        var key = Kinds.PersonKey(pressed.Person);
        var record = (await change.Load(Kinds.Person, key, cancellation))?.State ?? new([]);
        var known = record.Partnerships;
        IReadOnlyList<string> chats = [.. record.Chats ?? [], .. pressed.Place.Kind == PlaceKind.Personal ? [Kinds.PlaceKey(pressed.Place).Partition] : Array.Empty<string>()];
        if (await roster.SeatOf(pressed, cancellation) is ({ Kept: true, Id: var here }, _))
        {
            known = [.. known.Append(here).Distinct()];
        }

        if (known.Count == 0)
        {
            await erasure.Chats(chats, cancellation);
            return Reply.Say(Text.Say("forget.nothing")) with { Confidential = true };
        }

        foreach (var partnership in known)
        {
            if ((await erasure.Look(partnership, pressed.Person, cancellation)).LastSteward is { } left)
            {
                return Refusal.Of("refusal.forget-steward", ("partnership", left.Name)).ToReply() with { Confidential = true };
            }
        }

        await change.Run(
            Kinds.Person,
            key,
            null,
            current => (current ?? Kinds.Person.New(key, new([]))) with
            {
                State = new(known) { Chats = chats, Forget = current?.State.Forget ?? new(pressed.Person, ids.Id(), pressed.At, known) },
                Wake = pressed.At,
            },
            cancellation);
        await Follow(key, cancellation);
        return Reply.Say(Text.Say("forget.done", ("n", known.Count))) with { Confidential = true };
    }

    /// <summary>Does what is left to do, one partnership after the other.</summary>
    private async Task Follow(Key key, CancellationToken cancellation)
    {
        if ((await change.Load(Kinds.Person, key, cancellation))?.State is { Forget: { } forget } record)
        {
            await erasure.Chats(record.Chats ?? [], cancellation);
            foreach (var partnership in forget.Partnerships)
            {
                await erasure.In(partnership, forget.Person, forget.Tombstone, forget.At, cancellation);
            }
        }

        await change.Run(
            Kinds.Person,
            key,
            null,
            current => current?.Wake is null ? new Verdict<PersonRecord>.Leave() : current with { State = new([]), Wake = null },
            cancellation);
    }
}
