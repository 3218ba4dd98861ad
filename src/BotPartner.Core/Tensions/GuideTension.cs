using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Core.Tensions;

/// <summary>Somebody of neither side takes it on to guide the dialogue, or says that they cannot.</summary>
public sealed class GuideTension(FindTension find, Change change, TimeProvider time) : IFeature
{
    private const string TakeOn = "tension.guide.take";
    private const string Leave = "tension.guide.leave";

    /// <inheritdoc/>
    public IEnumerable<Route> Routes =>
    [
        new Route.Press(TakeOn, (pressed, ct) => Act(pressed, Taking, "tension.guide.taken", ct)),
        new Route.Press(Leave, (pressed, ct) => Act(pressed, Leaving, "tension.guide.left", ct)),
    ];

    /// <summary>The buttons of who may guide it.</summary>
    public static IEnumerable<Button> Buttons(string partnership, Tension tension)
    {
        ArgumentNullException.ThrowIfNull(tension);
        var args = TensionButtons.Args(partnership, tension.Code);
        if (tension.Course is { Ended: null })
        {
            if (tension.Panel?.Taken is null)
            {
                yield return new(Text.Say("tension.button.guide"), TakeOn, args) { Tone = ButtonTone.Primary };
            }

            yield return new(Text.Say(tension.Panel?.Taken is null ? "tension.button.cannot" : "tension.button.give-back"), Leave, args);
        }

        yield return ReadTension.Button(partnership, tension);
    }

    private static Tension? Taking(Tension tension, Person person, Instant now) => tension.Panel is { Taken: null } panel
        ? Deeds.Noting(tension with { Panel = panel with { Taken = person } }, Happenings.GuideFound, null, now)
        : null;

    private static Tension? Leaving(Tension tension, Person person, Instant now)
    {
        if (tension.Panel is not { } panel)
        {
            return null;
        }

        var left = tension with { Panel = panel with { Taken = null, Asked = [.. panel.Asked.Where(p => p.Key != person.Key)], PassedOver = [.. panel.PassedOver, new(person, Skipped.Left)] } };
        return panel.Taken is null ? left : Deeds.Noting(left, Happenings.GuideLeft, null, now);
    }

    private async Task<Reply> Act(Request.Pressed pressed, Func<Tension, Person, Instant, Tension?> act, string done, CancellationToken cancellation)
    {
        var (found, refused) = await find.Of(pressed, pressed.Args, cancellation);
        if (found is null)
        {
            return refused!;
        }

        // Kept by the account that stands for them.
        var (person, now) = (found.People.Account(found.Id) ?? pressed.Person, time.Now());
        var changed = await change.Run(
            TensionKinds.Tension,
            found.Document.Key,
            pressed,
            current => current is { State: { Course.Ended: null } tension } && Viewpoint.Of(tension, found.People, found.Id).Roles.Contains(Viewer.Handler) && act(tension, person, now) is { } next
                ? Telling.Into(current, next, found.People, now, found.Id)
                : Refusal.Of("refusal.tension.guide"),
            cancellation);
        return found.Answer(changed.Refusal?.ToReply() ?? Reply.Say(Text.Say(done)));
    }
}
