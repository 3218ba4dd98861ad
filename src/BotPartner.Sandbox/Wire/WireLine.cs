using System.Net.Http.Headers;
using System.Text;

namespace BotPartner.Sandbox.Wire;

/// <summary>What a simulated service speaks through: the sending side, with what both sides share.</summary>
internal sealed class WireLine(string service, TimeProvider time, WireLog log, Mischief mischief) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly CancellationTokenSource closing = new();
    private readonly Lock gate = new();
    private readonly List<Task> background = [];
    private int resting;
    private int underWay;

    public string Service => service;

    public TimeProvider Time => time;

    public WireLog Log => log;

    public Mischief Mischief => mischief;

    /// <summary>Where the bot listens.</summary>
    public Uri? Bot { get; set; }

    /// <summary>Carries what is sent to the bot, instead of a request of its own.</summary>
    public Func<Outgoing, CancellationToken, Task<Delivered>>? Carrier { get; set; }

    /// <summary>How many requests are on the wire, in both directions.</summary>
    public int UnderWay => Volatile.Read(ref underWay);

    /// <summary>Counts a request as under way until what is returned is disposed.</summary>
    public IDisposable Travels()
    {
        Interlocked.Increment(ref underWay);
        return new Trip(this);
    }

    /// <summary>Delivers once (or as often as <see cref="Mischief"/> wishes).</summary>
    public Task<Delivered> Send(Outgoing request, TimeSpan patience) => mischief.Send(request, () => Once(request, patience));

    /// <summary>Delivers; tries again later, in the background, as long as <paramref name="again"/> has waits left and the answer is not a yes.</summary>
    public async Task<Delivered> Send(Outgoing request, TimeSpan patience, IReadOnlyList<TimeSpan> again, Func<Outgoing, int, Delivered, Outgoing?> next)
    {
        var first = await Send(request, patience);
        if (next(request, 1, first) is not null)
        {
            lock (gate)
            {
                background.RemoveAll(t => t.IsCompleted);
                background.Add(Again(request, first, patience, again, next));
            }
        }

        return first;
    }

    /// <summary>How many redeliveries wait for their time to come.</summary>
    public int Resting => Volatile.Read(ref resting);

    /// <summary>Waits until no redelivery is outstanding; they wait by the injected time.</summary>
    public Task Settled()
    {
        lock (gate)
        {
            return Task.WhenAll(background);
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        http.Dispose();
        closing.Dispose();
    }

    private async Task Again(Outgoing request, Delivered last, TimeSpan patience, IReadOnlyList<TimeSpan> waits, Func<Outgoing, int, Delivered, Outgoing?> next)
    {
        var stop = closing.Token;
        try
        {
            for (var i = 0; i < waits.Count && next(request, i + 1, last) is { } retry; i++)
            {
                var wait = Task.Delay(waits[i], time, stop);
                Interlocked.Increment(ref resting);
                await wait;
                Interlocked.Decrement(ref resting);
                last = await Once(retry, patience);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service was switched off; nobody waits for this.
        }
    }

    private async Task<Delivered> Once(Outgoing request, TimeSpan patience)
    {
        if (Carrier is { } carrier)
        {
            using var carried = Travels();
            var came = await carrier(request, closing.Token);
            log.Record(service, WireDirection.ToBot, "SOCKET", request.Path, came.Status, Encoding.UTF8.GetString(request.Body), came.Body);
            return came;
        }

        var bot = Bot ?? throw new InvalidOperationException($"{service}: set BotUrl before anybody acts.");
        using var trip = Travels();
        using var late = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, closing.Token);
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(bot, request.Path));
        message.Content = new ByteArrayContent(request.Body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        var result = new Delivered(request, 0, "", "");
        try
        {
            using var response = await http.SendAsync(message, stop.Token);
            var body = await response.Content.ReadAsStringAsync(stop.Token);
            result = new(request, (int)response.StatusCode, body, response.Content.Headers.ContentType?.MediaType ?? "")
            {
                NoRetry = response.Headers.Contains("X-Slack-No-Retry"),
            };
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException && !closing.IsCancellationRequested)
        {
            // No answer is an answer here: status 0.
        }

        log.Record(service, WireDirection.ToBot, "POST", request.Path, result.Status, Encoding.UTF8.GetString(request.Body), result.Body);
        return result;
    }

    private sealed class Trip(WireLine line) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref line.underWay);
    }
}
