using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Slack.Api;
using BotPartner.Slack.Blocks;
using Body = BotPartner.Slack.Api.Body;

namespace BotPartner.Slack;

/// <summary>Direct answers to the person who acted.</summary>
public sealed class Replies(Outlets outlets, Profiles profiles, BlockKit kit)
{
    /// <summary>For whom a reply is rendered; may ask Slack, for a second at most.</summary>
    public async ValueTask<Audience> For(Origin origin, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return new(await profiles.Reader(reply, origin.Person, origin.Place.Realm, cancellation), origin.Place.Realm);
    }

    /// <summary>For whom something is rendered that cannot wait.</summary>
    public Audience AtOnce(Origin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return new(profiles.KnownReader(origin.Person), origin.Place.Realm);
    }

    /// <summary>A message that only the person sees, as the answer to a command. The platform's guidelines ask to say so explicitly.</summary>
    public byte[] Ephemeral(Card card, Audience audience) => Body.Of(w =>
    {
        w.WriteString("response_type"u8, "ephemeral"u8);
        kit.WriteMessage(w, card, audience);
    });

    /// <summary>What the answer to a <c>view_submission</c> puts in the place of the view.</summary>
    public async Task<byte[]> Instead(Origin origin, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var audience = await For(origin, reply, cancellation);
        return Body.Of(w =>
        {
            w.WriteString("response_action"u8, "update"u8);
            w.WriteStartObject("view"u8);
            if (((reply as Reply.Open)?.Form ?? (reply as Reply.Correct)?.Form) is { } form)
            {
                kit.WriteView(w, form, audience, origin.Place, origin.Home);
            }
            else if (CardOf(reply) is { } card)
            {
                kit.WriteView(w, card, audience, origin.Place, origin.Home);
            }

            w.WriteEndObject();
        });
    }

    /// <summary>What the answer to a <c>view_submission</c> says next to its inputs, which stay as they are.</summary>
    public byte[] Errors(IEnumerable<(string Input, Text Error)> errors, Audience audience) => Body.Of(w =>
    {
        w.WriteString("response_action"u8, "errors"u8);
        w.WriteStartObject("errors"u8);
        foreach (var (input, error) in errors)
        {
            w.WriteString(input, kit.Remark(error, audience));
        }

        w.WriteEndObject();
    });

    /// <summary>Answers by the best way that is open: the view it came from, the response URL, the conversation.</summary>
    public async Task Tell(Origin origin, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var audience = await For(origin, reply, cancellation);
        var told = reply is Reply.File file
            ? await outlets.Files.Send(origin, file, kit.Comment(file.Text, audience), cancellation)
            : CardOf(reply);
        if (told is not { } card)
        {
            return;
        }

        if (origin.View is { } view)
        {
            await outlets.Api.Call("views.update", origin.Place.Realm, ViewBody("view_id", view, w => kit.WriteView(w, card, audience, origin.Place, origin.Home)), cancellation);
        }
        else if (outlets.Urls.Allowed(origin.ResponseUrl) is not { } url || !await outlets.Urls.Post(url, Whisper(origin, card, audience), cancellation))
        {
            var alone = origin.Shortcut ? origin with { Place = origin.Person.Direct with { Realm = origin.Place.Realm }, Thread = null } : origin;
            await Say(reply.Confidential ? alone with { Aloud = false } : alone, card, audience, cancellation);
        }
    }

    /// <summary>Shows a form, if the trigger is still good. It is good once: never tried again.</summary>
    public Task<bool> Open(Origin origin, Reply reply, Form form, CancellationToken cancellation) =>
        Push(origin, reply, (w, audience) => kit.WriteView(w, form, audience, origin.Place, origin.Home), cancellation);

    /// <summary>Shows a card in a view of its own, for acts that happened in no conversation.</summary>
    public Task<bool> Open(Origin origin, Reply reply, Card card, CancellationToken cancellation) =>
        Push(origin, reply, (w, audience) => kit.WriteView(w, card, audience, origin.Place, origin.Home), cancellation);

    /// <summary>Puts a reply on the person's own page.</summary>
    public async Task Publish(Origin origin, Reply reply, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (CardOf(reply) is { } card)
        {
            var audience = await For(origin, reply, cancellation);
            await outlets.Api.Call("views.publish", origin.Place.Realm, ViewBody("user_id", origin.Person.User, w => kit.WriteHome(w, card, audience, origin.Place)), cancellation);
        }
    }

    /// <summary>What a reply looks like as a message. A form becomes a button that opens it; a file goes its own way.</summary>
    public static Card? CardOf(Reply reply) => reply switch
    {
        Reply.Show show => show.Card,
        Reply.Open open => Invitation(open.Form),
        Reply.Correct correct => Invitation(correct.Form),
        Reply.Nothing or Reply.File or Reply.Found => null,
        _ => throw new NotSupportedException(reply?.GetType().Name),
    };

    /// <summary>Bare words are not to be made into links or mentions. <c>chat.update</c> would, if not told.</summary>
    internal static void WriteInert(Utf8JsonWriter json)
    {
        json.WriteString("parse"u8, "none"u8);
        json.WriteBoolean("link_names"u8, false);
    }

    private static Card Invitation(Form form) => form.Invitation(Text.Say("slack.form", ("title", form.Title)));

    private async Task<bool> Push(Origin origin, Reply reply, Action<Utf8JsonWriter, Audience> view, CancellationToken cancellation)
    {
        if (origin.TriggerId is not { } trigger)
        {
            return false;
        }

        var audience = await For(origin, reply, cancellation);
        var method = origin.View is null ? "views.open" : "views.push";
        return await outlets.Api.Once(method, origin.Place.Realm, ViewBody("trigger_id", trigger, w => view(w, audience)), cancellation) is Answer.Done;
    }

    private byte[] Whisper(Origin origin, Card card, Audience audience) => Body.Of(w =>
    {
        w.WriteString("response_type"u8, "ephemeral"u8);
        w.WriteBoolean("replace_original"u8, false);
        if (origin.Thread is { } thread)
        {
            w.WriteString("thread_ts"u8, thread);
        }

        kit.WriteMessage(w, card, audience);
    });

    private Task<Answer> Say(Origin origin, Card card, Audience audience, CancellationToken cancellation)
    {
        var direct = origin.Place.Kind == PlaceKind.Personal;
        var aloud = direct || origin.Aloud;
        return outlets.Api.Call(aloud ? "chat.postMessage" : "chat.postEphemeral", origin.Place.Realm, Body.Of(w =>
        {
            w.WriteString("channel"u8, direct && origin.Place.Channel.StartsWith(Place.DirectPrefix, StringComparison.Ordinal) ? origin.Person.User : origin.Place.Channel);
            if (!aloud)
            {
                w.WriteString("user"u8, origin.Person.User);
            }

            if (origin.Thread is { } thread)
            {
                w.WriteString("thread_ts"u8, thread);
            }

            kit.WriteMessage(w, card, audience);
            WriteInert(w);
        }), cancellation);
    }

    private static byte[] ViewBody(string key, string value, Action<Utf8JsonWriter> view) => Body.Of(w =>
    {
        w.WriteString(key, value);
        w.WriteStartObject("view"u8);
        view(w);
        w.WriteEndObject();
    });
}
