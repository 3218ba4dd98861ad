using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Files;
using BotPartner.Teams.Cards;
using BotPartner.Teams.Inbound;
using BotPartner.Teams.Outbound;

namespace BotPartner.Teams;

/// <summary>Carries a reply back the way the request came.</summary>
public sealed class Replies(Payloads payloads, DirectAnswers direct, Whispers whispers, Handover handover)
{
    // A bot cannot upload into a conversation without further rights in Microsoft 365: a file is a link, or if there can be none its words.
    private const int MostInline = 12_000;

    private const int Remembered = 20_000;
    private readonly Bounded<bool> answered = new(Remembered);

    /// <summary>Sends the reply to a message, or to an installation, as a message; once, however often that was delivered.</summary>
    public void Post(Activity activity, Request request, Reply reply)
    {
        if (request is Request.Removed)
        {
            // There is nobody to hear it.
            return;
        }

        if (activity.Id is { } id && reply is not Reply.Nothing && !answered.TryAdd($"{activity.Conversation?.Id}|{id}", true))
        {
            return;
        }

        var audience = For(request, reply);
        switch (reply)
        {
            case Reply.Show show when reply.Confidential && request.Place.Kind != PlaceKind.Personal:
                whispers.Send(activity, new(request.Person.Direct, audience.Reader.Language, audience.Reader.Zone.Id), show.Card, audience);
                break;
            case Reply.Open open when reply.Confidential && request.Place.Kind != PlaceKind.Personal:
                whispers.Send(activity, new(request.Person.Direct, audience.Reader.Language, audience.Reader.Zone.Id), AdaptiveForms.Opener(open.Form), audience);
                break;
            case Reply.Show show:
                direct.Post(activity, () => payloads.Message(show.Card, audience));
                break;
            case Reply.File file when reply.Confidential && request.Place.Kind != PlaceKind.Personal:
                whispers.Send(activity, new(request.Person.Direct, audience.Reader.Language, audience.Reader.Zone.Id), ct => Instead(file, ct), audience);
                break;
            case Reply.File file:
                direct.Post(activity, async ct => payloads.Message(await Instead(file, ct), audience));
                break;
            case Reply.Open open when request.Place.Kind == PlaceKind.Personal:
                direct.Post(activity, () => payloads.Message(open.Form, audience));
                break;
            case Reply.Open open:
                // In front of others a form is filled in in a dialog, and a dialog opens at a press only.
                direct.Post(activity, () => payloads.Message(AdaptiveForms.Opener(open.Form), audience));
                break;
            case Reply.Correct correct:
                direct.Post(activity, () => payloads.Message(correct.Form, audience, correct.Errors));
                break;
        }
    }

    /// <summary>The body of the response to an invoke; empty for none. The HTTP status is 200 whatever it says.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Invoke(Activity activity, Incoming.Act act, Handled handled) => act.Way switch
    {
        Way.Execute => Executed(activity, act.Request, handled),
        Way.Query => Found(act.Request, handled.Reply),

        // Nothing is said in a conversation where the bot may be a stranger: the dialog holds the whole answer.
        Way.FetchCommand or Way.SubmitCommand when handled.Reply is Reply.File file =>
            Dialog(activity, act.Request, act.Way, new Reply.Show(await Instead(file, CancellationToken.None)) { Language = file.Language, TimeZone = file.TimeZone }),
        _ => Dialog(activity, act.Request, act.Way, handled.Reply),
    };

    private ReadOnlyMemory<byte> Executed(Activity activity, Request request, Handled handled)
    {
        var audience = For(request, handled.Reply);
        switch (handled.Reply)
        {
            case Reply.Show show when !handled.Settled:
                return InvokeBody.Error(500, "ServiceUnavailable", payloads.Simple(show.Card, audience) ?? payloads.Plain(show.Card.Summary, audience));
            case Reply.Show show when request is Request.Submitted:
                // In place of the form, so that it is not sent twice.
                return payloads.Within(audience, show.Card.Summary, w => InvokeBody.Card(AdaptiveCards.Render(show.Card, w)));
            case Reply.Show show:
                if (payloads.Simple(show.Card, audience) is { } simple)
                {
                    return InvokeBody.Message(simple);
                }

                Post(activity, request, handled.Reply);
                return InvokeBody.Message(payloads.Plain(show.Card.Summary, audience));
            case Reply.Correct correct:
                return payloads.Within(
                    audience, correct.Form.Title, w => InvokeBody.Card(AdaptiveForms.Render(correct.Form, w, Surface.Message, correct.Errors)));
            default:
                Post(activity, request, handled.Reply);
                return InvokeBody.Message("");
        }
    }

    private ReadOnlyMemory<byte> Dialog(Activity activity, Request request, Way way, Reply reply)
    {
        var audience = For(request, reply);
        switch (reply)
        {
            case Reply.Show show:
                return payloads.Simple(show.Card, audience) is { } simple
                    ? InvokeBody.TaskMessage(simple)
                    : payloads.Within(audience, show.Card.Summary, w => InvokeBody.TaskContinue(
                        w.Plain(show.Card.Title), AdaptiveCards.Render(show.Card with { Untitled = true }, w, Surface.Dialog)));
            case Reply.File file:
                Post(activity, request, reply);
                return InvokeBody.TaskMessage(payloads.Plain(file.Text, audience));
            case Reply.Open open:
                return Form(open.Form, null);
            case Reply.Correct correct:
                return Form(correct.Form, correct.Errors);
            default:
                // An empty answer closes the dialog; one that was never opened has to be told so.
                return way is Way.Fetch or Way.FetchCommand ? InvokeBody.TaskMessage("") : default;
        }

        ReadOnlyMemory<byte> Form(Form form, IReadOnlyDictionary<string, Text>? errors) => payloads.Within(
            audience, form.Title, w => InvokeBody.TaskContinue(w.Plain(form.Title), AdaptiveForms.Render(form, w, Surface.Dialog, errors)));
    }

    private ReadOnlyMemory<byte> Found(Request request, Reply reply)
    {
        var audience = For(request, reply);
        return reply switch
        {
            Reply.Found { Hits.Count: > 0 } found => payloads.AsManyAs(found.Hits, audience, found.Hits[0].Title, (some, w) => InvokeBody.Found(
                some.Select(h => (w.Plain(h.Title), w.Plain(h.Line), AdaptiveCards.Render(h.Card, w))))),
            Reply.Show show => InvokeBody.FoundNothing(payloads.Plain(show.Card.Summary, audience)),
            _ => InvokeBody.FoundNothing(payloads.Plain(Text.Say("teams.found.none"), audience)),
        };
    }

    private async Task<Card> Instead(Reply.File file, CancellationToken cancellation)
    {
        try
        {
            return await handover.Instead(file, MostInline, cancellation);
        }
        catch (StoreUnavailableException)
        {
            return Card.Of(Text.Say("refusal.unavailable"));
        }
    }

    private static Audience For(Request request, Reply reply) => new(
        Reader.Of(reply.Language ?? request.Person.Language, reply.TimeZone ?? request.Person.TimeZone), request.Place.Realm);
}
