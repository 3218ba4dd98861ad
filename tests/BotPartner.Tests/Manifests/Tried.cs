using System.Runtime.CompilerServices;
using BotPartner.Core.Chat;
using BotPartner.Core.Languages;

namespace BotPartner.Tests.Manifests;

/// <summary>A feature that is reached by shortcuts alone: it asks for words in a form, and remembers what reached it.</summary>
internal sealed class Tried : IFeature
{
    /// <summary>Offered on messages.</summary>
    public const string OnMessages = "tried.on";

    /// <summary>Offered anywhere.</summary>
    public const string Anywhere = "tried.any";

    /// <summary>Offered as both.</summary>
    public const string Both = "tried.both";

    private readonly Lock gate = new();
    private readonly List<Request> heard = [];

    public IReadOnlyList<Request> Heard
    {
        get
        {
            lock (gate)
            {
                return [.. heard];
            }
        }
    }

    public Request.Pressed Pressed => Heard.OfType<Request.Pressed>().Last();

    public IEnumerable<Route> Routes =>
    [
        new Route.Press(OnMessages, Ask) { Shortcut = Shortcut.Message },
        new Route.Press(Anywhere, Ask) { Shortcut = Shortcut.Global },
        new Route.Press(Both, Ask) { Shortcut = Shortcut.Global | Shortcut.Message },
        new Route.Submit("tried", (sent, _) => Task.FromResult(Sent(sent))),
    ];

    /// <summary>The catalogue, with the words of these shortcuts.</summary>
    public static Texts Texts()
    {
        var texts = BotPartner.Core.Languages.Texts.Load();
        foreach (var language in BotPartner.Core.Languages.Texts.Languages)
        {
            foreach (var (action, name) in new[] { (OnMessages, "Try this message"), (Anywhere, "Try anything"), (Both, "Try either") })
            {
                Entries(texts)[language][$"shortcut.{action}"] = ($"{name} {language}", Pattern.Parse(name));
                Entries(texts)[language][$"shortcut.{action}.about"] = ($"Opens a form to try it in {language}", Pattern.Parse(name));
            }
        }

        return texts;
    }

    public static Form Form(string? typed, Quoted? about) => new("tried", "Try it", "Send", [new Field.Words("text", "Words") { Required = true, Value = typed }])
    {
        Intro = about is null ? (Text)"Anything?" : $"About “{about.Words}”",
        Opener = new("Try", Anywhere, new Dictionary<string, string>()),
    };

    private Task<Reply> Ask(Request.Pressed pressed, CancellationToken cancellation)
    {
        Note(pressed);
        return Task.FromResult<Reply>(new Reply.Open(Form(null, pressed.About)));
    }

    private Reply Sent(Request.Submitted sent)
    {
        Note(sent);
        var typed = sent.Values.GetValueOrDefault("text", "");
        return typed.Length < 3
            ? new Reply.Correct(Form(typed, null), new Dictionary<string, Text> { ["text"] = "Too short" })
            : Reply.Say($"Tried: {typed}");
    }

    private void Note(Request request)
    {
        lock (gate)
        {
            heard.Add(request);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "catalogue")]
    private static extern ref Dictionary<string, Dictionary<string, (string Raw, IReadOnlyList<Pattern> Pattern)>> Entries(Texts texts);
}
