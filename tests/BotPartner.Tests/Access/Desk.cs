using System.Collections.Concurrent;
using System.Reflection;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;
using BotPartner.Tests.Storage;
using BotPartner.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Tests.Access;

/// <summary>A process with every feature over a store; what it sends arrives.</summary>
internal sealed class Desk : IDisposable
{
    public static readonly Texts Texts = Texts.Load();
    private readonly ConcurrentQueue<(Addressee To, Card Card)> sent = [];
    private readonly ManualTime time;
    private readonly Action<Desk>? back;
    private Desk? beside;
    private int requests;

    /// <param name="documents">The store.</param>
    /// <param name="time">The time.</param>
    /// <param name="back">Takes it back when it is done with: it takes long to make one.</param>
    public Desk(MemoryDocuments documents, ManualTime time, Action<Desk>? back = null)
    {
        (Documents, this.time, this.back) = (documents, time, back);
        var services = new ServiceCollection()
            .AddSingleton<IDocuments>(documents)
            .AddSingleton<TimeProvider>(time)
            .AddSingleton<DueSignal>()
            .AddSingleton<Change>()
            .AddSingleton<IIds, RandomIds>()
            .AddSingleton<ISender>(new Mail(sent))
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddWorkerParts(ClockOptions.Default);
        typeof(Bot).Assembly.GetType("BotPartner.Features", throwOnError: true)!
            .GetMethod("AddFeatures", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.Invoke(null, [services]);
        services.AddSingleton(Texts);
        var built = services.BuildServiceProvider();
        (Router, Clock) = (built.GetRequiredService<Router>(), built.GetRequiredService<Clock>());
    }

    public MemoryDocuments Documents { get; }

    /// <summary>Another process over the same store.</summary>
    public Desk Beside => beside ??= new(Documents, time);

    public Router Router { get; }

    public Clock Clock { get; }

    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    /// <summary>What was posted or edited, the latest last.</summary>
    public IReadOnlyCollection<(Addressee To, Card Card)> Sent => sent;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => back?.Invoke(this);

    public Task<Reply> Do(Request request) => Router.Handle(request, Stop);

    public Task<Reply> Say(Who who, string words) =>
        Do(new Request.Said(words) { Id = $"d{++requests}", Person = Cast.Of(who), Place = Cast.Where(who), At = Now });

    public Task<Reply> Press(Who who, string action, IReadOnlyDictionary<string, string> args) =>
        Do(new Request.Pressed(action, args) { Id = $"d{++requests}", Person = Cast.Of(who), Place = Cast.Where(who), At = Now });

    public Task<Reply> Send(Who who, string form, IReadOnlyDictionary<string, string> args, Dictionary<string, string> values) =>
        Do(new Request.Submitted(form, args, values) { Id = $"d{++requests}", Person = Cast.Of(who), Place = Cast.Where(who), At = Now });

    /// <summary>Everything that is due is done.</summary>
    public async Task Settle()
    {
        for (var i = 0; i < 4; i++)
        {
            await Clock.Tick(Stop);
            time.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private sealed class Mail(ConcurrentQueue<(Addressee To, Card Card)> sent) : ISender
    {
        public string Platform => "north";

        public IReadOnlyList<Window> Pace => [];

        public Task<Sent> Post(Addressee addressee, Card card, string? under, CancellationToken cancellation) => Edit(addressee, "m", card, cancellation);

        public Task<Sent> Edit(Addressee addressee, string message, Card card, CancellationToken cancellation)
        {
            sent.Enqueue((addressee, card));
            return Task.FromResult<Sent>(new Sent.Done(message));
        }
    }
}
